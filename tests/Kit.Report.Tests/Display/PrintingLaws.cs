using System.Reflection;
using System.Runtime.CompilerServices;

namespace Kit.Report.Tests.Displays;

/// <summary>What a console, a debugger and dotnet fsi print of a value is about the value.</summary>
public class PrintingLaws
{
    private static readonly string[] Assemblies =
        ["Kit", "Kit.Data", "Kit.Torch", "Kit.Models", "Kit.Train", "Kit.Evaluate", "Kit.Pipelines", "Kit.Report"];

    /// <summary>A record without a ToString of its own prints its public properties; a collection of the base library
    /// would print as the name of its type.</summary>
    [Fact]
    public void No_record_prints_the_name_of_a_collection()
    {
        var silent = string.Join('\n', Assemblies.SelectMany(name => Assembly.Load(name).GetExportedTypes())
            .Where(type => type is { IsAbstract: false, IsInterface: false } && PrintsProperties(type))
            .SelectMany(type => type.GetProperties().Where(property => IsSilent(property.PropertyType))
                .Select(property => $"{type.FullName}.{property.Name}")));
        Assert.True(silent.Length == 0, silent);
    }

    [Fact]
    public void No_value_fails_to_print() => Assert.All(
        DisplaySpecs.Values().OfType<object>(), value => Assert.NotEqual("", value.ToString()));

    [Theory]
    [InlineData("0.69565, rewards/margins -0.005", typeof(Appraisal))]
    [InlineData("[1, 4]: -0.9, -0.4, -1.5, -0.2", typeof(Kit.Expressions.Grid))]
    [InlineData("2 frames of 2×3, 0.00–0.50 s", typeof(Kit.Video.Frames))]
    public void Values_print_what_they_are(string expected, Type type) => Assert.Contains(
        DisplaySpecs.Values().OfType<object>(), value => type.IsInstanceOfType(value)
            && Bare($"{value}").Contains(expected, StringComparison.Ordinal));

    /// <summary>Without what stands between loss and margins.</summary>
    private static string Bare(string text) => System.Text.RegularExpressions.Regex.Replace(
        text, ", rewards/(chosen|rejected) [^,]+", "");

    private static bool PrintsProperties(Type type) => type.GetMethod("ToString", []) is { } method
        && method.GetCustomAttribute<CompilerGeneratedAttribute>() is not null;

    private static bool IsSilent(Type type) => type.IsArray
        || type.Namespace is { } space && space.StartsWith("System.Collections", StringComparison.Ordinal)
        || type.IsGenericType && type.GetGenericTypeDefinition() is var generic
            && (generic == typeof(ReadOnlyMemory<>) || generic == typeof(Memory<>));
}
