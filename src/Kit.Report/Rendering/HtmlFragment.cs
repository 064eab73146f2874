using System.Security.Cryptography;
using System.Text;
using Kit.Report.Drawing;

namespace Kit.Report.Rendering;

/// <summary>Blocks as a piece of somebody else's page, such as a notebook's: style inside, for the piece
/// alone.</summary>
internal static class HtmlFragment
{
    /// <summary>Ids begin with a hash of the content: pieces of one page do not meet, equal ones stay equal.</summary>
    public static string From(Sequence<Block> blocks)
    {
        var name = Hash(HtmlBlocks.From(blocks, "k-").Source);
        return Wrapped(HtmlBlocks.From(blocks, $"k{name}-"));
    }

    /// <summary>Text alone.</summary>
    public static string From(string text) => Wrapped(Markup.Element("pre", Markup.Text(text)));

    private static string Wrapped(Markup content) => Markup.Element(
        "div", Markup.Element("style", new Markup($"{HtmlStyle.Content}\n{Svg.Shapes}")) + new Markup("\n") + content,
        ("class", "kit")).Source;

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 5));
}
