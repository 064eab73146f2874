using System.Reflection;
using Kit.Report.Formatters;
using Microsoft.DotNet.Interactive.Formatting;
using static Kit.Papers;

namespace Kit.Report.Tests.Displays;

/// <summary>With the notebook host's own formatting package: nothing is registered, it finds ours by name.</summary>
public class NotebookSpecs
{
    [Fact]
    public void The_host_shows_our_values_as_we_do() => Assert.All(Ours(), value =>
    {
        Assert.Equal(Display.ToHtml(value), value.ToDisplayString("text/html"));
        Assert.Equal(Display.ToText(value), value.ToDisplayString("text/plain"));
    });

    [Fact]
    public void The_host_gets_every_form() => Assert.All(
        Display.Of(Given.Lines).Forms,
        form => Assert.Equal(form.Text, ((object)Given.Lines).ToDisplayString(form.Mime)));

    [Fact]
    public void The_host_prefers_html() => Assert.Equal(
        ["text/html"],
        Microsoft.DotNet.Interactive.Formatting.Formatter.GetPreferredMimeTypesFor(Rrpo.GetType()));

    [Fact]
    public void Sequences_are_shown_by_us_too() => Assert.Equal(
        Display.ToHtml(Sequence.From([Given.Sample])), Sequence.From([Given.Sample]).ToDisplayString("text/html"));

    [Fact]
    public void Every_type_of_the_table_carries_the_mark() => Assert.All(
        FormatterTable.Types.Where(type => type.Namespace!.StartsWith("Kit", StringComparison.Ordinal)),
        type => Assert.NotNull(type.GetCustomAttribute<TypeFormatterSourceAttribute>(inherit: true)));

    private static IEnumerable<object> Ours() => DisplaySpecs.Values().OfType<object>()
        .Where(value => value.GetType().GetCustomAttribute<TypeFormatterSourceAttribute>(inherit: true) is not null
            && Display.Of(value).Find(Mime.Html) is not null);
}
