namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Kept(Bridge.tb_tensor_requires_grad(Handle)) != 0;
            set => Failure.Check(Kept(Bridge.tb_tensor_set_requires_grad(Handle, value ? 1 : 0)), "requires_grad");
        }

        public bool is_leaf => Kept(Bridge.tb_tensor_is_leaf(Handle)) != 0;

        /// <summary>A new handle at each reading, to be disposed; null when there is no gradient.</summary>
        public unsafe Tensor? grad
        {
            get
            {
                nint gradient;
                Failure.Check(Kept(Bridge.tb_tensor_grad(Handle, &gradient)), "grad");
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set
            {
                Failure.Check(Kept(Bridge.tb_tensor_set_grad(Handle, value?.Handle ?? 0)), "grad");
                GC.KeepAlive(value);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => Failure.Check(Kept(Bridge.tb_tensor_retain_grad(Handle)), "retain_grad");

        public void backward() => autograd.backward([this]);

        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => Aten.detach.Run(this);

        public Tensor detach_() => Aten.detach_.Mutate(this, this);
    }
}
