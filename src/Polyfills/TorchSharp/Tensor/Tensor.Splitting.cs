namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor[] chunk(long chunks, long dim = 0) => Aten.chunk.RunList(this, chunks, dim);
        public Tensor[] split(long size, int dim = 0) => Aten.split_Tensor.RunList(this, size, (long)dim);
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.split_with_sizes.RunList(this, sizes, dim);
        public Tensor[] split(params long[] sizes) => split(sizes, 0L);
        public Tensor[] tensor_split(long size, long dim = 0) => Aten.tensor_split_sections.RunList(this, size, dim);
        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Aten.tensor_split_indices.RunList(this, sizes, dim);
        public Tensor[] unbind(long dimension = 0) => Aten.unbind_int.RunList(this, dimension);

        /// <summary>One column of positions for each axis.</summary>
        public IList<Tensor> nonzero_as_list()
        {
            using var positions = nonzero();
            return positions.chunk(positions.size(1), 1);
        }
    }
}
