using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public Module _to(Tensor other, bool non_blocking) => _to(other.device, other.dtype, non_blocking);

            /// <summary>Replaces the tensors in registered fields; references kept elsewhere stay behind.</summary>
            protected internal virtual Module _to(Device? device, ScalarType? dtype, bool non_blocking)
            {
                if (dtype is { } type && !is_floating_point(type) && !is_complex(type))
                    throw new ArgumentException($"Module.to: expected a floating-point type, got {type}.");
                var owner = Placement(named_parameters(), this, device, dtype, non_blocking);
                Replace(owner);
                return this;
            }

            /// <summary>New tensors for the old ones, shared by every field that held the same one.</summary>
            private static Dictionary<Tensor, Tensor> Placement(
                IEnumerable<(string, Parameter)> parameters, Module module, Device? device, ScalarType? dtype,
                bool non_blocking)
            {
                var moved = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (_, parameter) in parameters)
                    if (Moves(parameter, device, dtype)) moved[parameter] = Moved(parameter, device, dtype,
                        non_blocking);
                foreach (var buffer in module.buffers())
                    if (Moves(buffer, device, dtype))
                        moved[buffer] = buffer
                            .to(Typed(buffer, dtype), device ?? buffer.device, non_blocking: non_blocking)
                            .DetachFromDisposeScope();
                return moved;
            }

            private static bool Moves(Tensor tensor, Device? device, ScalarType? dtype) =>
                Typed(tensor, dtype) != tensor.dtype ||
                (device is not null && (device.type != tensor.device_type
                    || (device.index >= 0 && device.type != DeviceType.CPU && device.index != tensor.device_index)));

            private static ScalarType Typed(Tensor tensor, ScalarType? dtype) =>
                dtype is { } type && (tensor.is_floating_point() || tensor.is_complex()) ? type : tensor.dtype;

            private static Parameter Moved(Parameter parameter, Device? device, ScalarType? dtype, bool non_blocking)
            {
                using var noGrad = no_grad();
                var type = Typed(parameter, dtype);
                var target = device ?? parameter.device;
                var moved = new Parameter(parameter.to(type, target, non_blocking: non_blocking),
                    parameter.requires_grad);
                moved.DetachFromDisposeScope();
                using var gradient = parameter.grad;
                if (gradient is null) return moved;
                using var carried = gradient.to(type, target, non_blocking: non_blocking);
                moved.grad = carried;
                return moved;
            }

            private void Replace(Dictionary<Tensor, Tensor> moved)
            {
                foreach (var module in new[] { this }.Concat(modules()).Distinct().ToList()) module.ReplaceOwn(moved);
                foreach (var old in moved.Keys) old.Dispose();
            }

            private void ReplaceOwn(Dictionary<Tensor, Tensor> moved)
            {
                foreach (string name in ownParameters.Keys.ToList())
                    if (moved.TryGetValue(ownParameters[name], out var parameter))
                        ownParameters[name] = (Parameter)parameter;
                foreach (string name in ownBuffers.Keys.ToList())
                    if (moved.TryGetValue(ownBuffers[name].Tensor, out var buffer))
                        ownBuffers[name] = (buffer, ownBuffers[name].Persistent);
                foreach (var field in Fields())
                    if (field.GetValue(this) is Tensor held && moved.TryGetValue(held, out var replacement))
                        field.SetValue(this, replacement);
                ReplaceItems(moved);
            }

            /// <summary>For modules that keep tensors in a list of their own.</summary>
            private protected virtual void ReplaceItems(Dictionary<Tensor, Tensor> moved)
            {
            }
        }
    }
}
