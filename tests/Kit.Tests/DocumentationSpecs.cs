using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Kit.Tests;

/// <summary>What a hover shows of the loss algebra.</summary>
public sealed partial class DocumentationSpecs
{
    private static readonly Dictionary<string, string> Summaries = XDocument
        .Load(Path.ChangeExtension(typeof(Objective).Assembly.Location, ".xml")).Descendants("member")
        .ToDictionary(one => one.Attribute("name")!.Value, one => $"{one.Element("summary")}{one.Element("remarks")}");

    [Fact]
    public void Every_loss_names_its_paper_or_the_loss_that_it_varies() =>
        Assert.All(typeof(Papers).GetProperties().Where(one => one.PropertyType == typeof(Objective)),
            one => Assert.Matches(Source(), Summaries.GetValueOrDefault($"P:Kit.Papers.{one.Name}", "")));

    /// <summary>Public types and members of parts, libraries and papers; what a record or an override repeats has none
    /// of its own.</summary>
    [Fact]
    public void Every_public_type_and_word_is_documented() => Assert.Empty(typeof(Objective).Assembly.GetExportedTypes()
        .Where(type => type.Namespace is "Kit" or "Kit.Parts" or "Kit.Libraries")
        .SelectMany(Keys).Where(key => Summaries.GetValueOrDefault(key, "").Length < 20).Order(StringComparer.Ordinal));

    [Fact]
    public void No_summary_is_a_promise() =>
        Assert.Empty(Summaries.Where(one => Promise().IsMatch(one.Value)).Select(one => one.Key));

    private static IEnumerable<string> Keys(Type type) =>
    [
        $"T:{type.FullName!.Replace('+', '.')}",
        .. type == typeof(Papers)
            ? type.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(one => $"P:Kit.Papers.{one.Name}")
            : [],
    ];

    [GeneratedRegex(@"arXiv:\d{4}\.\d{5}|2023; ε|\b(DPO|IPO|RPO|SPPO|BCO|AOT|LD-DPO|TRL)\b")]
    private static partial Regex Source();

    [GeneratedRegex(@"\b(TODO|TBD|FIXME|coming soon|not yet implemented)\b")]
    private static partial Regex Promise();
}
