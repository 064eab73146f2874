namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor T => Aten.numpy_T.Run(this);
        public Tensor mT => Aten.mT.Run(this);

        public Tensor view(params long[] shape) => Aten.view.Run(this, shape);
        public Tensor view_as(Tensor other) => Aten.view_as.Run(this, other);
        public Tensor reshape(params long[] shape) => Aten.reshape.Run(this, shape);
        public Tensor ravel() => Aten.ravel.Run(this);
        public Tensor flatten(
            long start_dim = 0, long end_dim = -1) =>
            Aten.flatten_using_ints.Run(this, start_dim, end_dim);
        public Tensor unflatten(long dim, params long[] sizes)
        {
            long[] shape = this.shape;
            int axis = (int)Axis((int)dim);
            return reshape([.. shape[..axis], .. sizes, .. shape[(axis + 1)..]]);
        }

        public Tensor permute(params long[] permutation) => Aten.permute.Run(this, permutation);
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());
        public Tensor transpose(long dim0, long dim1) => Aten.transpose_int.Run(this, dim0, dim1);
        public Tensor transpose_(long dim0, long dim1) => Aten.transpose_.Mutate(this, this, dim0, dim1);
        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);
        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);
        public Tensor movedim(long[] source, long[] destination) => Aten.movedim_intlist.Run(this, source, destination);
        public Tensor t() => Aten.t.Run(this);

        public Tensor unsqueeze(long dim) => Aten.unsqueeze.Run(this, dim);
        public Tensor unsqueeze_(long dim) => Aten.unsqueeze_.Mutate(this, this, dim);
        public Tensor squeeze(long? dim = null) =>
            dim is { } axis ? Aten.squeeze_dim.Run(this, axis) : Aten.squeeze.Run(this);

        public Tensor squeeze_(long? dim = null) =>
            dim is { } axis ? Aten.squeeze__dim.Mutate(this, this, axis) : Aten.squeeze_.Mutate(this, this);

        public Tensor expand(params long[] sizes) => Aten.expand.Run(this, sizes);
        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.expand.Run(this, sizes, isImplicit);
        public Tensor expand_as(Tensor other) => Aten.expand_as.Run(this, other);
        public Tensor broadcast_to(params long[] shape) => Aten.broadcast_to.Run(this, shape);
        public Tensor repeat(params long[] sizes) => Aten.repeat.Run(this, sizes);
        public Tensor tile(long[] reps) => Aten.tile.Run(this, reps);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_int.Run(this, repeats, dim, output_size);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_Tensor.Run(this, repeats, dim, output_size);

        public Tensor roll(long shifts, long? dims = null) =>
            Aten.roll.Run(this, shifts, dims is { } axis ? axis : Array.Empty<long>());

        public Tensor roll(long[] shifts, long[] dims) => Aten.roll.Run(this, shifts, dims);
        public Tensor flip(params long[] dims) => Aten.flip.Run(this, dims);
        public Tensor fliplr() => Aten.fliplr.Run(this);
        public Tensor flipud() => Aten.flipud.Run(this);
        public Tensor diagonal(
            long offset = 0, long dim1 = 0, long dim2 = 1) =>
            Aten.diagonal.Run(this, offset, dim1, dim2);
        public Tensor diag(long diagonal = 0) => Aten.diag.Run(this, diagonal);
        public Tensor contiguous() => Aten.contiguous.Run(this);
        public Tensor clone() => Aten.clone.Run(this);
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) =>
            Aten.as_strided.Run(this, size, strides, storageOffset);

        public Tensor unfold(long dimension, long size, long step) => Aten.unfold.Run(this, dimension, size, step);
        public Tensor narrow(long dim, long start, long length) => Aten.narrow.Run(this, dim, start, length);
        public Tensor select(long dim, long index) => Aten.select_int.Run(this, dim, index);
        public Tensor slice(long dim, long start, long finish, long step) =>
            Aten.slice_Tensor.Run(this, dim, start, finish, step);
    }
}
