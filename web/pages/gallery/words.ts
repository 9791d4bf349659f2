export const imagesText = (count: number) =>
  count === 1 ? '1 image' : count === 0 ? 'No images' : `${count.toLocaleString('en')} images`;
