export const imagesText = (count: number) => (count === 1 ? '1 image' : `${count.toLocaleString('en')} images`);
