-- Other colours of a picture are a request of their own, as what any other button makes.
ALTER TABLE "generations" DROP CONSTRAINT "generations_tool";
ALTER TABLE "generations" ADD CONSTRAINT "generations_tool" CHECK ("tool" IN ('upscale', 'vary', 'cut-out', 'edit', 'describe', 'pixel-art', 'recolour'));
