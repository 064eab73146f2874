namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor index_select(long dim, Tensor index) => Aten.index_select.Run(this, dim, index);
        public Tensor gather(long dim, Tensor index) => Aten.gather.Run(this, dim, index);
        public Tensor take(Tensor index) => Aten.take.Run(this, index);
        public Tensor take_along_dim(Tensor indices) => Aten.take_along_dim.Run(this, indices);
        public Tensor take_along_dim(Tensor indices, long dim) => Aten.take_along_dim.Run(this, indices, dim);
        public Tensor masked_select(Tensor mask) => Aten.masked_select.Run(this, mask);
        public Tensor nonzero() => Aten.nonzero.Run(this);
        public Tensor argwhere() => Aten.argwhere.Run(this);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.scatter_src.Run(this, dim, index, src);
        public Tensor scatter_(
            long dim, Tensor index, Tensor src) =>
            Aten.scatter__src.Mutate(this, this, dim, index, src);
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.scatter_add.Run(this, dim, index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) =>
            Aten.scatter_add_.Mutate(this, this, dim, index, src);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Aten.index_add.Run(this, dim, index, source, alpha);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Aten.index_add_.Mutate(this, this, dim, index, source, alpha);

        public Tensor index_copy(
            long dim, Tensor index, Tensor source) =>
            Aten.index_copy.Run(this, dim, index, source);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) =>
            Aten.index_copy_.Mutate(this, this, dim, index, source);

        public Tensor index_fill(long dim, Tensor index, Scalar value) =>
            Aten.index_fill_int_Scalar.Run(this, dim, index, value);

        public Tensor index_fill_(long dim, Tensor index, Scalar value) =>
            Aten.index_fill__int_Scalar.Mutate(this, this, dim, index, value);

        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.masked_fill_Scalar.Run(this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) =>
            Aten.masked_fill__Scalar.Mutate(this, this, mask, value);

        public Tensor masked_scatter(Tensor mask, Tensor value) => Aten.masked_scatter.Run(this, mask, value);
        public Tensor masked_scatter_(
            Tensor mask, Tensor value) =>
            Aten.masked_scatter_.Mutate(this, this, mask, value);

        /// <summary>This where the condition holds, y elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => Aten.where_self.Run(condition, this, y);
    }
}
