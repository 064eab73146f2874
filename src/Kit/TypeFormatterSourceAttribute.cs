using System.ComponentModel;

namespace Kit;

/// <summary>Notebooks show values of this type, and of those below it, as Kit.Report does, when that is
/// there.</summary>
/// <remarks>.NET Interactive goes by this name and the names of its properties: no package is referenced. Where
/// Kit.Report is not loaded and cannot be found, the host shows its own.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TypeFormatterSourceAttribute : Attribute
{
    private const string Source = "Kit.Report.Formatters.NotebookFormatters";

    /// <summary>Makes the formatters; null without Kit.Report.</summary>
    public Type? FormatterSourceType { get; } = AppDomain.CurrentDomain.GetAssemblies()
        .FirstOrDefault(assembly => assembly.GetName().Name == "Kit.Report")?.GetType(Source)
        ?? Type.GetType($"{Source}, Kit.Report");
}
