namespace TorchSharp;

public static partial class torch
{
    public static partial class jit
    {
        /// <summary>Compiles TorchScript source to differentiable functions.</summary>
        public static unsafe CompilationUnit compile(string script)
        {
            if (string.IsNullOrEmpty(script)) throw new ArgumentNullException(nameof(script));
            Bridge.Start();
            nint unit;
            Failure.Check(Bridge.tb_script_compile(script, &unit), "jit.compile");
            return new CompilationUnit(unit);
        }

        /// <summary>Compiled functions.</summary>
        public sealed unsafe class CompilationUnit : IDisposable
        {
            private const int Capacity = 64;
            private readonly Dictionary<string, nint> functions = [];
            private nint unit;

            internal CompilationUnit(nint unit) => this.unit = unit;

            ~CompilationUnit() => Free();

            public TResult invoke<TResult>(string name, params object[] inputs) => (TResult)invoke(name, inputs);

            public TResult invoke<T, TResult>(string name, params T[] inputs) =>
                (TResult)invoke(name, Array.ConvertAll(inputs, input => (object)input!));

            /// <summary>A tensor, a number as Scalar, a tuple of two to five tensors, or an array.</summary>
            public object invoke(string name, params object[] objs)
            {
                var arguments = Array.ConvertAll(objs, Argument);
                Value* results = stackalloc Value[Capacity];
                int returned = ScriptCall.Run(Function(name), name, arguments, results, Capacity);
                GC.KeepAlive(this);
                return Shaped(new ReadOnlySpan<Value>(results, returned));
            }

            public void Dispose()
            {
                Free();
                GC.SuppressFinalize(this);
            }

            private nint Function(string name)
            {
                ObjectDisposedException.ThrowIf(unit == 0, this);
                lock (functions)
                {
                    if (functions.TryGetValue(name, out nint known)) return known;
                    nint found;
                    Failure.Check(Bridge.tb_script_find(unit, name, &found), "jit.invoke");
                    return functions[name] = found;
                }
            }

            private static Arg Argument(object value) => value switch
            {
                Tensor tensor => tensor,
                Scalar scalar => scalar,
                double number => number,
                float number => (double)number,
                long number => number,
                int number => (long)number,
                bool flag => flag,
                string text => text,
                Tensor[] tensors => tensors,
                IList<Tensor> tensors => tensors.ToArray(),
                long[] numbers => numbers,
                double[] numbers => numbers,
                null => Arg.None,
                _ => throw new ArgumentException(
                    $"jit.invoke: expected a tensor, a number or a list of them, got {value.GetType().Name}."),
            };

            private static object Shaped(ReadOnlySpan<Value> values)
            {
                if (values.Length == 1) return Results.Any(values[0]);
                var parts = new object[values.Length];
                for (int i = 0; i < parts.Length; i++) parts[i] = Results.Any(values[i]);
                if (!Array.TrueForAll(parts, part => part is Tensor)) return parts;
                var tensors = Array.ConvertAll(parts, part => (Tensor)part);
                return tensors switch
                {
                    [var a, var b] => (a, b),
                    [var a, var b, var c] => (a, b, c),
                    [var a, var b, var c, var d] => (a, b, c, d),
                    [var a, var b, var c, var d, var e] => (a, b, c, d, e),
                    _ => tensors,
                };
            }

            private void Free()
            {
                nint freed = Interlocked.Exchange(ref unit, 0);
                if (freed != 0) Bridge.tb_script_free(freed);
            }
        }
    }
}
