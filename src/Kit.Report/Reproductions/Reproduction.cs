using Kit.Pipelines;
using Spectre.Console;

namespace Kit.Report.Reproductions;

/// <summary>Published tables in their shape on MovingShapes, the paper's columns beside.</summary>
/// <remarks>Another model and other data: orders and signs compare, values do not. Which published table stands where,
/// and why some stand nowhere: <see cref="Counterparts"/>.</remarks>
/// <param name="Script">In <c>experiments/tables</c>, without its ending.</param>
/// <param name="Tables">Makes them, finding finished runs again.</param>
public sealed record Reproduction(string Script, Func<Workbench, IProgress<Advance>, Sequence<Table>> Tables)
{
    /// <summary>Which loss does what, and how far it moves: RRPO's ablation.</summary>
    public static Reproduction RrpoLosses { get; } = new("rrpo-losses", RrpoReproduction.Losses);

    /// <summary>A model before and after DPO and RRPO, skill by skill; RRPO beside TPO.</summary>
    public static Reproduction RrpoMain { get; } = new("rrpo-main", RrpoReproduction.Main);

    /// <summary>Base, true answers, DPO and LeanPO.</summary>
    public static Reproduction LeanPo { get; } = new("leanpo", LeanPoReproduction.Tables);

    /// <summary>Supervised tuning against AI feedback, and the amount of feedback.</summary>
    public static Reproduction VlmRlaif { get; } = new("vlm-rlaif", RlaifReproduction.Tables);

    /// <summary>Losses of the catalogue that other papers compare.</summary>
    public static Reproduction Methods { get; } = new("methods", MethodsReproduction.Tables);

    /// <summary>All of them.</summary>
    public static Sequence<Reproduction> All => [RrpoLosses, RrpoMain, LeanPo, VlmRlaif, Methods];

    /// <summary>Makes the tables, prints them, and writes each as Markdown, CSV, LaTeX and JSON into the workbench's
    /// <c>tables/{script}</c>, named after its title.</summary>
    public Sequence<Table> Publish(Workbench bench, IAnsiConsole console)
    {
        var tables = RunProgress.Listen(console, progress => Tables(bench, progress));
        var folder = Path.Combine(bench.Folder, "tables", Script);
        foreach (var table in tables)
        {
            console.Write(table);
            table.Write(folder, FileNames.From(table.Title));
        }

        console.WriteLine($"tables: {folder}");
        return tables;
    }
}
