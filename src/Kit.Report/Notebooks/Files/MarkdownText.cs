using Kit.Report.Rendering;
using Markdig;

namespace Kit.Report.Notebooks.Files;

/// <summary>Markdown as HTML, by Markdig; HTML inside it shows as text.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseFootnotes().UseAutoIdentifiers().DisableHtml().Build();

    public static Markup ToHtml(string text) => new(Markdig.Markdown.ToHtml(text, Pipeline));
}
