namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null)
        {
            nint[] given = Handles(tensors), gradients = Handles(grad_tensors), leaves = Handles(inputs);
            if (gradients.Length == 0) gradients = new nint[given.Length];
            int status;
            unsafe
            {
                fixed (nint* t = given, g = gradients, i = leaves)
                    status = Bridge.tb_backward(
                        t, given.Length, g, gradients.Length, (retain_graph ?? create_graph) ? 1 : 0,
                        create_graph ? 1 : 0, i, leaves.Length);
            }
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
            if (status != 0) Failure.Raise(status, "backward", [tensors.ToArray()]);
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <summary>Gradients of the inputs; an unused one is an invalid tensor when that is allowed.</summary>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            nint[] results = new nint[inputs.Count];
            nint[] given = Handles(outputs), leaves = Handles(inputs), gradients = Handles(grad_outputs);
            int status;
            unsafe
            {
                fixed (nint* o = given, i = leaves, g = gradients, r = results)
                    status = Bridge.tb_grad(
                        o, given.Length, i, leaves.Length, g, gradients.Length, retain_graph || create_graph ? 1 : 0,
                        create_graph ? 1 : 0, allow_unused ? 1 : 0, r);
            }
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            if (status != 0) Failure.Raise(status, "grad", [outputs.ToArray(), inputs.ToArray()]);
            return results.Select(handle => handle == 0 ? Tensor.Absent() : new Tensor(handle)).ToArray();
        }

        internal static nint[] Handles(IEnumerable<Tensor?>? tensors) =>
            tensors is null ? [] : tensors.Select(tensor => tensor is null ? 0 : tensor.Handle).ToArray();
    }
}
