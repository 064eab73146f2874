using Kit.Pipelines;
using Spectre.Console;

namespace Kit.Report;

/// <summary>Shows how far a run is: bars with remaining time on a terminal, plain lines in a log.</summary>
public static class RunProgress
{
    /// <summary>Does the work with a display that suits the console; the first output comes at once.</summary>
    /// <param name="console">Where to show; a console that is no terminal, or a build server's, gets lines.</param>
    /// <param name="work">Opens stages and advances them.</param>
    public static T Run<T>(IAnsiConsole console, Func<Stages, T> work) => Interactive(console)
        ? Bars(console, work)
        : work(new LineStages(console, TimeProvider.System));

    /// <summary>The same for work that reports advances, such as an ablation.</summary>
    public static T Listen<T>(IAnsiConsole console, Func<IProgress<Advance>, T> work) => Run(console, stages =>
    {
        using var listener = new StageListener(stages);
        return work(listener);
    });

    /// <summary>The same for work without a result.</summary>
    public static void Listen(IAnsiConsole console, Action<IProgress<Advance>> work) => Listen(console, progress =>
    {
        work(progress);
        return true;
    });

    internal static bool Interactive(IAnsiConsole console) =>
        console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"));

    private static T Bars<T>(IAnsiConsole console, Func<Stages, T> work) => console.Progress()
        .AutoClear(true)
        .HideCompleted(true)
        .Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
            new RemainingTimeColumn(), new ElapsedTimeColumn())
        .Start(context => work(new BarStages(console, context)));
}
