namespace Polyfills.Tests;

/// <summary>Contract.txt lists members of Plotly.NET.CSharp 0.14.0, Plotly.NET 6.0.0, DynamicObj 8.0.0 and
/// Microsoft.Data.Analysis 0.23.1, as text: those that a polyfill has, with all their parameters.</summary>
internal static class Contract
{
    public static ILookup<string, Signature> Lines { get; } = File.ReadLines("Contract.txt")
        .Where(line => line != "").Select(Signature.Parse).ToLookup(one => one.Name);

    /// <summary>Every public member of the packages that this build took.</summary>
    public static IEnumerable<Signature> Offered => new[]
        {
            typeof(Plotly.NET.CSharp.Chart), typeof(Plotly.NET.GenericChart), typeof(DynamicObj.DynamicObj),
            typeof(Microsoft.Data.Analysis.DataFrame),
        }
        .Select(anchor => anchor.Assembly).Distinct()
        .SelectMany(assembly => assembly.GetExportedTypes()).SelectMany(Signature.From);
}
