namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What a function's forward leaves for its backward.</summary>
        public unsafe class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> data = [];

            internal AutogradContext()
            {
            }

            public bool MaterializeGrads { get; private set; } = true;

            internal List<Tensor> Saved { get; private set; } = [];

            internal List<Tensor> Dirty { get; private set; } = [];

            internal List<Tensor> NonDifferentiable { get; private set; } = [];

            /// <summary>The graph node while backward runs.</summary>
            internal nint Node { get; set; }

            public void save_for_backward(List<Tensor> tensors) => Saved = tensors;

            public void mark_dirty(List<Tensor> tensors) => Dirty = tensors;

            public void mark_non_differentiable(List<Tensor> tensors) => NonDifferentiable = tensors;

            public void save_data(string key, object value) => data[key] = value;

            public object get_data(string key) => data[key];

            /// <summary>Whether absent gradients reach backward as zeros (the default) or as invalid tensors.</summary>
            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>The saved tensors, as new handles of the current scope.</summary>
            public List<Tensor> get_saved_variables()
            {
                if (Node == 0) return Saved;
                var saved = new List<Tensor>();
                for (int i = 0; i < Bridge.tb_function_saved_count(Node); i++)
                {
                    nint handle;
                    Failure.Check(Bridge.tb_function_saved(Node, i, &handle), "get_saved_variables");
                    saved.Add(handle == 0 ? Tensor.Absent() : new Tensor(handle));
                }
                return saved;
            }

            public void Dispose()
            {
                ForgetTensors();
                data.Clear();
            }

            /// <summary>The graph holds the saved tensors from here on.</summary>
            internal void ForgetTensors() => (Saved, Dirty, NonDifferentiable) = ([], [], []);
        }
    }
}
