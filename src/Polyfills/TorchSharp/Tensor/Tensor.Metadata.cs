namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long Dimensions => Kept(Bridge.tb_tensor_dim(Handle));

        public long ndim => Dimensions;

        public long NumberOfElements => Kept(Bridge.tb_tensor_numel(Handle));

        public long ElementSize => Kept(Bridge.tb_tensor_element_size(Handle));

        public long[] shape => size();

        public ScalarType dtype => (ScalarType)Kept(Bridge.tb_tensor_dtype(Handle));

        public DeviceType device_type => (DeviceType)Kept(Bridge.tb_tensor_device_type(Handle));

        public int device_index => Kept(Bridge.tb_tensor_device_index(Handle));

        public Device device => device_type == DeviceType.CPU ? CPU : new Device(device_type, device_index);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_sparse => Kept(Bridge.tb_tensor_is_sparse(Handle)) != 0;

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long storage_offset() => Kept(Bridge.tb_tensor_storage_offset(Handle));

        public bool is_contiguous() => Kept(Bridge.tb_tensor_is_contiguous(Handle)) != 0;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public unsafe long[] size()
        {
            var sizes = new long[Dimensions];
            fixed (long* pointer = sizes) Bridge.tb_tensor_sizes(Handle, pointer);
            return Kept(sizes);
        }

        public long size(int dim) => shape[Axis(dim)];

        public unsafe long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* pointer = strides) Bridge.tb_tensor_strides(Handle, pointer);
            return Kept(strides);
        }

        public long stride(int dim) => stride()[Axis(dim)];

        private long Axis(int dim)
        {
            long rank = Dimensions;
            return dim >= -rank && dim < rank
                ? dim < 0 ? dim + rank : dim
                : throw new ArgumentOutOfRangeException(
                    nameof(dim), $"dim: expected {-rank} to {rank - 1} for {Failure.Describe(this)}, got {dim}.");
        }
    }
}
