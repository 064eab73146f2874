using System.CommandLine;
using Kit.Report;
using Kit.Report.Reproductions;

namespace Experiments;

/// <summary>What every study on MovingShapes takes: its size, its seeds, where it writes.</summary>
public sealed class StudyOptions
{
    public Option<bool> Quick { get; } = new("--quick")
    {
        Description = "Small sizes and one seed: shows the path, proves nothing.",
    };

    public Option<int> Seeds { get; } = new("--seeds")
    {
        Description = "Seeds a row.", DefaultValueFactory = _ => 3,
    };

    public Option<DirectoryInfo> Out { get; } = new("--out")
    {
        Description = "Where reports, runs and caches go.", DefaultValueFactory = _ => new("experiments/out"),
    };

    public void AddTo(RootCommand root)
    {
        foreach (var option in (Option[])[Quick, Seeds, Out]) root.Options.Add(option);
    }

    public WorkSize Size(ParseResult told) => told.GetValue(Quick) ? WorkSize.Quick : WorkSize.Full;

    /// <summary>Seeds of a row: one where the study is quick.</summary>
    public int SeedCount(ParseResult told) => told.GetValue(Quick) ? 1 : told.GetValue(Seeds);

    public string Folder(ParseResult told) => told.GetValue(Out)!.FullName;

    public Workbench Bench(ParseResult told) => new(Size(told), told.GetValue(Seeds), Folder(told));
}
