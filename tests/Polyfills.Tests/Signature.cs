using System.Reflection;

namespace Polyfills.Tests;

/// <summary>A public member as text: <c>Namespace.Type.Member(Type name, …)</c>.</summary>
internal sealed record Signature(string Name, IReadOnlyList<string> Parameters)
{
    private static readonly string[] OfEveryObject = ["Equals", "GetHashCode", "ToString", "GetType", "Deconstruct"];

    public static Signature Parse(string line) => line.Split('(') is [var name, var rest]
        ? new Signature(name, rest.TrimEnd(')') is "" ? [] : rest.TrimEnd(')').Split("; "))
        : new Signature(line, []);

    public static IEnumerable<Signature> From(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(member => !OfEveryObject.Contains(member.Name) && !member.Name.StartsWith("op_", StringComparison.Ordinal))
        .OfType<MethodBase>().Where(method => !method.IsSpecialName || method.IsConstructor
            || method.Name.StartsWith("get_", StringComparison.Ordinal))
        .Select(method => new Signature(
            $"{Of(type)}.{method.Name}", [.. method.GetParameters().Select(p => $"{Of(p.ParameterType)} {p.Name}")]));

    /// <summary>All parameters in the other's order: a call that names its arguments compiles with both.</summary>
    public bool IsPartOf(Signature real)
    {
        var at = 0;
        foreach (var parameter in Parameters)
        {
            while (at < real.Parameters.Count && real.Parameters[at] != parameter) at++;
            if (at++ >= real.Parameters.Count) return false;
        }

        return true;
    }

    public override string ToString() => $"{Name}({string.Join("; ", Parameters)})";

    public static string Of(Type type)
    {
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[]";
        if (type.IsGenericParameter) return type.Name;
        var name = type.DeclaringType is { } outer ? $"{Of(outer)}.{type.Name}" : $"{type.Namespace}.{type.Name}";
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(",", type.GetGenericArguments().Select(Of))}>"
            : name;
    }
}
