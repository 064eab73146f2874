using System.Reflection;

namespace Kit.Report.Notebooks.Kernels;

/// <summary>A value on its way from one language to another, by reference.</summary>
/// <param name="Value">The object itself.</param>
/// <param name="Type">As it was declared, which is how the other language will see it.</param>
internal sealed record KernelValue(object? Value, Type Type)
{
    /// <summary>Assemblies that the receiving language has to reference to name the type.</summary>
    public IEnumerable<Assembly> Assemblies => Parts(Type).Select(type => type.Assembly).Distinct();

    /// <summary>Refuses types that only the cell that defines them can see.</summary>
    public KernelValue Checked(string name)
    {
        var hidden = Parts(Type).FirstOrDefault(type => !type.IsVisible || type.Assembly.Location.Length == 0);
        return hidden is null ? this : throw new CellFailure("ShareError",
            $"{name}: expected a type of a referenced assembly, got {Type.Name}, which only cells of its own language "
            + "see. Share values of the kit's types or of the base library's.");
    }

    private static IEnumerable<Type> Parts(Type type) => type.HasElementType
        ? Parts(type.GetElementType()!)
        : type.GenericTypeArguments.SelectMany(Parts).Prepend(type);
}

/// <summary>Carries a value under its declared type.</summary>
/// <param name="Value">The value.</param>
/// <typeparam name="T">The type as which it is seen.</typeparam>
public sealed record Carried<T>(T Value);
