using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Kit.Report.Notebooks.Files;

/// <summary>A notebook of C# cells as a file-based app: directives and usings first, types last, and a cell's value
/// printed.</summary>
internal static partial class CSharpScriptFile
{
    /// <summary>How <c>display</c> begins outside a notebook.</summary>
    public const string Show = "static void display(object? value) => Console.WriteLine(";

    private const string Report = "/Kit.Report";

    private static readonly CSharpParseOptions Script =
        new(LanguageVersion.Preview, kind: SourceCodeKind.Script);

    public static string From(Notebook notebook, string path)
    {
        var cells = ScriptForm.CSharp.Cells(notebook).Select((cell, i) => Part.From(cell, i + 1)).ToArray();
        var text = new StringBuilder();
        string[] directives = [.. cells.SelectMany(cell => cell.Directives).Distinct()];
        foreach (var line in directives.Append("#:property PublishAot=false")) text.Append(line).Append('\n');
        text.Append('\n');
        foreach (var line in cells.SelectMany(cell => cell.Usings).Prepend("using System.Text;").Distinct())
            text.Append(line).Append('\n');
        var report = directives.Any(line => line.EndsWith(Report, StringComparison.Ordinal));
        text.Append('\n').Append(Show).Append(report ? "Kit.Report.Display.ToText(value));\n" : "value);\n");
        foreach (var cell in cells.Where(cell => cell.Body.Trim().Length > 0))
            text.Append('\n').Append(cell.Body.Trim('\n')).Append('\n');
        var types = cells.SelectMany(cell => cell.Types).ToArray();
        if (types.Length > 0) text.Append($"\n{ScriptForm.Cell}\n").AppendJoin("\n\n", types).Append('\n');
        return text.ToString();
    }

    /// <summary>What of a cell goes where.</summary>
    private sealed record Part(string[] Directives, string[] Usings, string Body, string[] Types)
    {
        public static Part From(NotebookCell cell, int number)
        {
            if (cell.Language == Language.Markdown)
                return new([], [], $"{ScriptForm.Text}\n{ScriptForm.Comment(cell.Source)}", []);
            var lines = cell.Source.Split('\n');
            if (lines.FirstOrDefault(line => line.StartsWith("#!", StringComparison.Ordinal)) is { } magic)
                throw new InvalidDataException(FormattableString.Invariant(
                    $"cell {number}: expected C#, got {magic}, which only notebooks know. ")
                    + "Convert to .dib or .ipynb.");
            var references = lines.Select(line => Reference().Match(line)).Where(line => line.Success)
                .Select(line => Directive(line.Groups[1].Value)).ToArray();
            var (usings, body, types) = Cut(string.Join('\n', lines.Where(line => !Reference().IsMatch(line))));
            body = body.Trim('\n');
            return new(references, usings, body.Trim().Length > 0 ? $"{ScriptForm.Cell}\n{body}" : "", types);
        }

        private static (string[] Usings, string Body, string[] Types) Cut(string code)
        {
            var root = CSharpSyntaxTree.ParseText(code, Script).GetCompilationUnitRoot();
            var types = root.Members
                .Where(one => one is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax).ToArray();
            var changes = root.Usings.Cast<SyntaxNode>().Concat(types).Select(node => new TextChange(node.FullSpan, ""))
                .Concat(Value(root)).OrderBy(change => change.Span.Start);
            var rest = SourceText.From(code).WithChanges(changes).ToString();
            return ([.. root.Usings.Select(one => one.ToString())], rest, [.. types.Select(type => type.ToString())]);
        }

        /// <summary>A last expression without semicolon.</summary>
        private static IEnumerable<TextChange> Value(CompilationUnitSyntax root) =>
            root.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax last }
            && last.SemicolonToken.IsMissing
                ? [new TextChange(last.Expression.Span, $"display({last.Expression});")] : [];
    }

    private static string Directive(string target) => (target.Split("/bin/"), Package().Match(target)) switch
    {
        ([var project, _], _) => $"#:project {project}",
        (_, { Success: true } package) => $"#:package {package.Groups[1].Value}@{package.Groups[2].Value}",
        _ => $"#:include {target}",
    };

    [GeneratedRegex(@"^\s*#r\s+@?""([^""]+)""")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^nuget:\s*([^,\s]+)\s*,\s*(\S+)$")]
    private static partial Regex Package();
}
