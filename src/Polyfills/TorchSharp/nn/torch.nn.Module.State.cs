namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>All parameters and persistent buffers, also a tied one under each of its names.</summary>
            public virtual Dictionary<string, Tensor> state_dict(
                Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach (var (name, parameter) in named_parameters()) destination.TryAdd(Key(prefix, name), parameter);
                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(Key(prefix, name), buffer);
                foreach (var (name, submodule) in submodules) submodule.state_dict(destination, Key(prefix, name));
                return destination;
            }

            /// <summary>Copies values into the tensors that are there; reports names that do not match.</summary>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var target = state_dict();
                bool Wanted(string key) => skip is null || !skip.Contains(key);
                var missing = target.Keys.Where(key => Wanted(key) && !source.ContainsKey(key)).ToList();
                var unexpected = source.Keys.Where(key => Wanted(key) && !target.ContainsKey(key)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                    throw new InvalidOperationException(
                        $"load_state_dict: expected the names of {GetName()}, " +
                        $"missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}]. " +
                        "Pass strict: false to load the others.");
                using var noGrad = no_grad();
                foreach (var (key, tensor) in source)
                    if (Wanted(key) && target.TryGetValue(key, out var own)) own.copy_(tensor);
                return (missing, unexpected);
            }

            private static string Key(string? prefix, string name) =>
                string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";
        }
    }
}
