namespace Kit.Report.Formatters;

/// <summary>F# options, seen from C# without a reference to FSharp.Core: <c>Some x</c> is an object with x in it,
/// <c>None</c> is null.</summary>
internal static class Optional
{
    private static readonly string[] Names =
        ["Microsoft.FSharp.Core.FSharpOption`1", "Microsoft.FSharp.Core.FSharpValueOption`1"];

    /// <summary>The value itself, whatever it was wrapped in.</summary>
    public static object? Bare(object? value)
    {
        while (value?.GetType() is { IsGenericType: true } type
            && Names.Contains(type.GetGenericTypeDefinition().FullName))
            value = type.GetProperty("IsSome", []) is { } some && some.GetValue(value) is false
                ? null
                : type.GetProperty("Value")!.GetValue(value);
        return value;
    }
}
