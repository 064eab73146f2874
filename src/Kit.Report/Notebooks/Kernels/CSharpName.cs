namespace Kit.Report.Notebooks.Kernels;

/// <summary>A type as C# source names it.</summary>
internal static class CSharpName
{
    public static string Of(Type type) => type.IsArray
        ? $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]"
        : $"global::{(type.Namespace is { } space ? space + "." : "")}{Nested(type, type.GenericTypeArguments)}";

    /// <summary>Outer types take the first of the type arguments.</summary>
    private static string Nested(Type type, Type[] arguments)
    {
        var outer = type.DeclaringType is { } declaring ? Nested(declaring, arguments) + "." : "";
        var taken = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var own = arguments.Take(type.GetGenericArguments().Length).Skip(taken).Select(Of).ToArray();
        var name = type.Name.Split('`')[0];
        return outer + (own.Length > 0 ? $"{name}<{string.Join(", ", own)}>" : name);
    }
}
