using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Each parameter once, also when it is tied under several names.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
                foreach (var (name, parameter) in ownParameters)
                    if (seen.Add(parameter)) yield return (name, parameter);
                if (!recurse) yield break;
                foreach (var (prefix, submodule) in submodules)
                    foreach (var (name, parameter) in submodule.named_parameters())
                        if (seen.Add(parameter)) yield return ($"{prefix}.{name}", parameter);
            }

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(
                bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
                foreach (var (name, (buffer, persistent)) in ownBuffers)
                    if ((persistent || include_nonpersistent) && seen.Add(buffer)) yield return (name, buffer);
                if (!recurse) yield break;
                foreach (var (prefix, submodule) in submodules)
                    foreach (var (name, buffer) in submodule.named_buffers(true, include_nonpersistent))
                        if (seen.Add(buffer)) yield return ($"{prefix}.{name}", buffer);
            }

            public virtual IEnumerable<(string name, Module module)> named_children() =>
                submodules.Select(pair => (pair.Key, pair.Value));

            /// <summary>All modules below this one, depth first.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (prefix, submodule) in submodules)
                {
                    yield return (prefix, submodule);
                    foreach (var (name, module) in submodule.named_modules()) yield return ($"{prefix}.{name}", module);
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(pair => pair.parameter);

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(pair => pair.buffer);

            public virtual IEnumerable<Module> children() => submodules.Values;

            public virtual IEnumerable<Module> modules() => named_modules().Select(pair => pair.module);

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual Parameter? get_parameter(string target) =>
                ownParameters.TryGetValue(target, out var found) ? found : Inside(target)?.get_parameter(Rest(target));

            public virtual Tensor? get_buffer(string target) =>
                ownBuffers.TryGetValue(target, out var found) ? found.Tensor : Inside(target)?.get_buffer(Rest(target));

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var submodule in submodules.Values) submodule.apply(fn);
                fn(this);
                return this;
            }

            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var submodule in submodules.Values) submodule.train(train);
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    if (gradient is null) continue;
                    if (set_to_none) parameter.grad = null;
                    else gradient.zero_();
                }
            }

            private Module? Inside(string target) =>
                target.Contains('.', StringComparison.Ordinal) && submodules.TryGetValue(target.Split('.')[0],
                    out var inside)
                    ? inside
                    : null;

            private static string Rest(string target) => target[(target.IndexOf('.', StringComparison.Ordinal) + 1)..];
        }
    }
}
