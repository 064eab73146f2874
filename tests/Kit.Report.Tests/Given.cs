using FsCheck;
using FsCheck.Fluent;
using Kit.Evaluate.Scoring;
using Kit.Evaluate.Statistics;
using Kit.Pairs;
using Kit.Video;
using Spectre.Console;

namespace Kit.Report.Tests;

internal static class Given
{
    public const string Hostile =
        "</title><script>alert(1)</script> & \"q\" 'a' | `c` *b* [l](javascript:1) <!-- ]]> "
        + "\u001b[31m \u202Ex \0 \ud800 \uffff";

    public static readonly Protocol Protocol =
        new("MovingShapes test", 8, "uniform", "64×64", "{question}", "exact match", "greedy, 24 tokens");

    public static readonly Estimate Gain = new(0.0421, new Evaluate.Statistics.Interval(0.0123, 0.0707, 0.95), 0.0149, 0.004);

    public static readonly Estimate Unclear =
        new(-0.0052, new Evaluate.Statistics.Interval(-0.031, 0.0204, 0.95), 0.013, 0.71);

    public static readonly Report.Table Table = Report.Table
        .From(
            "Losses", Column.Words("Method"), Column.Percent("Accuracy"), Column.Points("Δ"),
            Column.Number("KL", "nats", 3, Better.Lower), Column.Paper("VideoHallucer", "%", "A paper 2025, table 1"))
        .With(Cell.From("DPO"), Cell.From(MeanStd.From([0.7, 0.72, 0.71])), new Cell.Baseline(),
            Cell.From(MeanStd.From([18.25, 20.1, 22.5])), Cell.From(40.9))
        .With(Cell.From("RRPO"), Cell.From(MeanStd.From([0.75, 0.76, 0.745])), Cell.From(Gain),
            Cell.From(MeanStd.From([0.91, 1.02, 1.07])), Cell.From(44.0))
        .With(Cell.From("SimPO"), Cell.From(MeanStd.From([0.7, 0.7, 0.705])), Cell.From(Unclear),
            Cell.From(double.NaN), new Cell.Missing())
        .With(Protocol)
        .WithNote("One epoch each.");

    public static readonly Chart.Lines Lines = new(
        "Loss", Axis.Linear("step"), Axis.Linear("loss", "nats"),
        [
            Series.OverSeeds("DPO", [[(0, 0.69), (10, 0.5), (20, 0.4)], [(0, 0.69), (10, 0.6), (20, 0.3)]]),
            Series.From("RRPO", [(0, 0.69), (10, 0.45), (20, 0.2)]),
        ]);

    public static readonly Chart.Bars Bars = new(
        "Accuracy by skill", Axis.Linear("accuracy", "%"), ["colour", "order"],
        [
            new BarSeries("DPO", [new Limits(70, 66, 73), Limits.From(55)]),
            new BarSeries("RRPO", [new Limits(80, 78, 84), Limits.From(double.NaN)]),
        ]);

    public static readonly Chart.Scatter Scatter = new(
        "Drift", Axis.Log("KL", "nats"), Axis.Linear("accuracy", "%"),
        [
            new Mark("DPO", new Limits(20, 18, 23), new Limits(70, 68, 72)),
            new Mark("RRPO", Limits.From(1), Limits.From(75)),
            new Mark("base", Limits.From(0), Limits.From(60)),
        ]);

    public static readonly Chart.Forest Forest = new(
        "Δ accuracy", Axis.Linear("difference", "points"),
        [new Branch("RRPO", Limits.From(Gain).Times(100)), new Branch("SimPO", Limits.From(Unclear).Times(100))]);

    public static readonly Chart.Grid Grid = new("Curves", [Lines, Lines with { Title = "Again" }]);

    public static readonly Sample Sample = Sample
        .From(
            "q7", "Which way does the circle move?",
            ShownAnswer.Chosen(new Answer("It moves right.", [new Span(9, 14)])),
            ShownAnswer.Rejected(new Answer("It moves left.", [new Span(9, 13)])),
            ShownAnswer.From("after RRPO", "It moves right.", Tone.Good))
        .With(new Strip("clip", Frames(2, 3, 2)))
        .With(new Credit(
            "credit", "nats",
            [new CreditToken("It", 0), new CreditToken(" moves", 0.02), new CreditToken(" right", -0.4)]));

    public static readonly Document Document = Document
        .From("Losses compared", "MovingShapes, 3 seeds")
        .Section(
            "Result", Block.From(Table), new Block.Paragraph("1. RRPO gains."),
            new Block.Claims([new Claim("Less drift", "KL is lower.", ClaimVerdict.Holds, [new("DPO", "20 nats")])]))
        .Section(
            "Curves", Block.From(Lines), Block.From(Bars), Block.From(Scatter), Block.From(Forest), Block.From(Grid))
        .Section("Samples", new Block.Samples([Sample]))
        .Section(
            "Run", new Block.KeyValues([new("seed", "3")]), new Block.Code("L = −log σ(β·h)"),
            new Block.Details("More", [new Block.Paragraph("inside")]));

    /// <summary>Every place for text filled with one text.</summary>
    public static Document Filled(string text) => Document
        .From(text, text)
        .Section(
            text,
            Block.From(Report.Table
                .From(text, Column.Words(text), Column.Number(text, text), Column.Paper(text, text, text))
                .With(Cell.From(text), Cell.From(1), Cell.From(2)).WithNote(text)),
            new Block.Paragraph(text), new Block.Code(text, "text"), new Block.KeyValues([new(text, text)]),
            new Block.Claims([new Claim(text, text, ClaimVerdict.DoesNotHold, [new(text, text)])]),
            Block.From(new Chart.Grid(text, [Lines with { Title = text, X = Axis.Log(text, text) }, Forest, Bars])),
            new Block.Samples([Sample
                .From(text, text, new ShownAnswer(text, Marked(text), Tone.Bad))
                .With(new Strip(text, Frames(1, 1, 1)))
                .With(new Credit(text, text, [new CreditToken(text, double.NaN)]))]),
            new Block.Details(text, [new Block.Paragraph(text)]));

    /// <summary>The first half of the text in a span, where there is one.</summary>
    private static Answer Marked(string text) =>
        new(text, text.Length < 2 ? [] : [new Span(0, text.Length / 2)]);

    public static Frames Frames(int count, int height, int width) => new(
        height, width,
        Enumerable.Range(0, count * height * width * 3).Select(i => (byte)(i * 37)).ToArray(),
        Sequence.From(Enumerable.Range(0, count).Select(i => i * 0.5)));

    /// <summary>A console that writes into a string: 80 columns, no colours.</summary>
    public static (IAnsiConsole Console, StringWriter Text) Console()
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = 80;
        console.Profile.Capabilities.Unicode = true;
        return (console, text);
    }

    /// <summary>Any text at all: surrogates, controls and markup included.</summary>
    public static Arbitrary<string> Texts() => Arb.From(
        from parts in Gen.ArrayOf(Gen.OneOf(
            Gen.Elements("<", ">", "&", "\"", "'", "|", "`", "*", "\\", "]]>", "-->", "</script>", "\n", "\r\n", "\t"),
            Gen.Choose(0, 0xFFFF).Select(code => ((char)code).ToString()),
            Gen.Elements("a", "é", "‖", "🎬", " ")))
        select string.Concat(parts));

    public static void Always<T>(Arbitrary<T> given, Action<T> law) =>
        Prop.ForAll(given, law).QuickCheckThrowOnFailure();
}
