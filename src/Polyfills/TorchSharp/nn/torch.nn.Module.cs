using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Owns parameters, buffers and sub-modules under names.</summary>
        public partial class Module : IDisposable
        {
            private readonly string name;
            private readonly Dictionary<string, Module> submodules = [];
            private readonly Dictionary<string, Parameter> ownParameters = [];
            private readonly Dictionary<string, (Tensor Tensor, bool Persistent)> ownBuffers = [];
            private readonly List<string> order = [];
            private bool registered;

            protected Module(string name) => this.name = name;

            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => string.IsNullOrEmpty(name) ? GetType().Name : name;

            /// <summary>Registers the fields: modules, parameters, and tensors as buffers.</summary>
            protected virtual void RegisterComponents()
            {
                if (registered) return;
                foreach (var field in Fields())
                {
                    string component = ComponentName(field);
                    if (order.Contains(component)) continue;
                    Register(component, field.GetValue(this));
                }
                registered = true;
            }

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    Forget(name, submodules);
                    return;
                }
                if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
                    throw new ArgumentException($"Module name: expected one without dots, got \"{name}\".");
                submodule.RegisterComponents();
                Add(name, submodule, submodules);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_parameter(string name, Parameter param) =>
                Add(name, param ?? throw new ArgumentNullException(nameof(param)), ownParameters);

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true) =>
                Add(name, (tensor ?? throw new ArgumentNullException(nameof(tensor)), persistent), ownBuffers);

            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null) Forget(name, ownParameters);
                else if (!ownParameters.ContainsKey(name)) Add(name, value, ownParameters);
                else ownParameters[name] = value;
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null) Forget(name, ownBuffers);
                else if (!ownBuffers.ContainsKey(name)) Add(name, (value, persistent), ownBuffers);
                else ownBuffers[name] = (value, persistent);
            }

            /// <summary>Puts a parameter in a field: the module owns it, and disposes the one it replaces.</summary>
            private protected void Hold(string name, ref Parameter? field, Parameter? value)
            {
                if (!ReferenceEquals(field, value)) field?.Dispose();
                field = (Parameter?)value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(name, field);
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var parameter in ownParameters.Values) parameter.Dispose();
                foreach (var (buffer, _) in ownBuffers.Values) buffer.Dispose();
                foreach (var submodule in submodules.Values) submodule.Dispose();
            }

            private void Register(string component, object? value)
            {
                switch (value)
                {
                    case Module module: register_module(component, module); break;
                    case Parameter parameter: register_parameter(component, parameter); break;
                    case Tensor tensor: register_buffer(component, tensor); break;
                }
            }

            private void Add<T>(string component, T value, Dictionary<string, T> to)
            {
                if (order.Contains(component))
                    throw new InvalidOperationException($"{GetName()}: \"{component}\" is already registered.");
                to.Add(component, value);
                order.Add(component);
            }

            private void Forget<T>(string component, Dictionary<string, T> from)
            {
                if (from.Remove(component)) order.Remove(component);
            }

            private IEnumerable<FieldInfo> Fields()
            {
                const BindingFlags Own =
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                    foreach (var field in type.GetFields(Own)) yield return field;
            }

            private static string ComponentName(FieldInfo field) =>
                field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
        }
    }
}
