using Kit.Evaluate.Benchmarks.Aggregations;
using Kit.Evaluate.Benchmarks.Layouts;
using Kit.Evaluate.Judging;
using Kit.Evaluate.Scoring;
using Kit.Video;

namespace Kit.Evaluate.Benchmarks;

/// <summary>The published benchmarks, as RRPO's and VLM-RLAIF's scripts run and score them.</summary>
public static class OfficialBenchmarks
{
    private static readonly FramePlan Frames64 = new FramePlan.Uniform(64);

    private const string ByLetter = "Answer with the option's letter from the given choices directly.";

    private static readonly Prompt Bracketed = new("Question: {question}\nOptions:\n{options}", "({letter}) {option}");

    private static readonly Prompt Plain = new("{question}");

    /// <summary>TVBench, Cores et al. 2024 (arXiv:2410.07752); ten tasks, Avg over questions.</summary>
    public static Benchmark TvBench { get; } = Letters("tvbench", new Aggregation.Micro());

    /// <summary>MVBench, Li et al. 2023 (arXiv:2311.17005); twenty tasks, Avg over questions.</summary>
    public static Benchmark MvBench { get; } = Letters("mvbench", new Aggregation.Micro());

    /// <summary>MLVU, Zhou et al. 2024 (arXiv:2406.04264), dev multiple choice; Avg over tasks.</summary>
    public static Benchmark Mlvu { get; } = Letters("mlvu", new Aggregation.Macro());

    /// <summary>LongVideoBench, Wu et al. 2024 (arXiv:2407.15754), without subtitles.</summary>
    public static Benchmark LongVideoBench { get; } = new(
        "longvideobench", new Layout.LongVideoBench(),
        new($"Question: {{question}}\nOptions:\n{{options}}\n{ByLetter}", "{letter}. {option}"),
        Frames64, new Extraction.FirstLetter(LetterTruth.Letter), new Aggregation.Fraction("acc"));

    /// <summary>Video-MME, Fu et al. 2024 (arXiv:2405.21075), without subtitles.</summary>
    public static Benchmark VideoMme { get; } = new(
        "videomme", new Layout.VideoMme(),
        new("{question}\n{options}\nRespond with only the letter (A, B, C, or D) of the correct option.", "{option}"),
        Frames64, new Extraction.PrefixedLetter(), new Aggregation.Answered())
    {
        Storing = new Storing.LetterInBrackets(),
    };

    /// <summary>Video-MME with the subtitle lines that overlap the sampled frames before the question.</summary>
    public static Benchmark VideoMmeSubtitles { get; } = VideoMme with
    {
        Name = "videomme-subtitles",
        Prompt = VideoMme.Prompt with
        {
            Template = $"Subtitles of the video:\n{{subtitles}}\n{VideoMme.Prompt.Template}",
        },
    };

    /// <summary>One way of asking of TempCompass, Liu et al. 2024 (arXiv:2403.00476).</summary>
    public static Benchmark TempCompass(TempCompassTask task) => new(
        $"tempcompass-{Layout.TempCompass.FileOf(task)}", new Layout.TempCompass(task),
        new(task switch
        {
            TempCompassTask.YesNo => "{question}\nPlease answer yes or no:",
            TempCompassTask.Captioning => "{question}",
            _ => "{question}\nPlease directly give the best option:",
        }),
        Frames64,
        task switch
        {
            TempCompassTask.MultiChoice => new Extraction.ChoiceStart(),
            TempCompassTask.YesNo => new Extraction.YesNoStart(),
            TempCompassTask.CaptionMatching => new Extraction.CaptionLine(),
            _ => new Extraction.LeftToJudge(),
        },
        new Aggregation.Aspects())
    {
        Rubric = task == TempCompassTask.Captioning ? Rubrics.TempCompassCaption : Rubrics.TempCompass,
        Storing = task == TempCompassTask.MultiChoice ? new Storing.LetterInBrackets() : new Storing.AsIs(),
    };

    /// <summary>VideoHallucer, Wang et al. 2024 (arXiv:2406.16338).</summary>
    public static Benchmark VideoHallucer { get; } = new(
        "videohallucer", new Layout.VideoHallucer(), new("{question}\nAnswer the question using 'yes' or 'no'."),
        Frames64, new Extraction.YesNo(), new Aggregation.Pairs());

    /// <summary>VidHalluc's binary questions, Li et al. 2024 (arXiv:2412.03735).</summary>
    public static Benchmark VidHallucBinary { get; } = new(
        "vidhalluc-bqa", new Layout.VidHallucBinary(),
        new("{question} Only answer with a single word 'Yes' or 'No'."),
        Frames64, new Extraction.CleanWord(), new Aggregation.EveryClip());

    /// <summary>VidHalluc's multiple choice.</summary>
    public static Benchmark VidHallucChoice { get; } = new(
        "vidhalluc-mcq", new Layout.VidHallucChoice(),
        new("{question}\n{options}\nAnswer with the letters of all correct options.", "{letter}. {option}"),
        Frames64, new Extraction.LetterSet(), new Aggregation.Fraction("accuracy"));

    /// <summary>VidHalluc's scene transitions; give the sentence vectors of the places.</summary>
    public static Benchmark VidHallucScene(Embeddings vectors) => new(
        "vidhalluc-sth", new Layout.VidHallucScene(),
        new("Does the scene change in the video? Reply with: Scene change: Yes or No, Locations: from X to Y. or None"),
        Frames64, new Extraction.SceneChange(), new Aggregation.Transitions(vectors));

    /// <summary>NExT-QA, Xiao et al. 2021 (arXiv:2105.08276), multiple choice. There is no published text rule, so the
    /// strict one is used.</summary>
    public static Benchmark NextQa { get; } = new(
        "nextqa", new Layout.NextQa(),
        new($"{{question}}\n{{options}}\n{ByLetter}", "{letter}. {option}"),
        Frames64, new Extraction.ChosenOption(), new Aggregation.Micro());

    /// <summary>Zero-shot question answering on MSVD, MSRVTT or ActivityNet, judged: Maaz et al. 2023
    /// (arXiv:2306.05424).</summary>
    public static Benchmark OpenEnded { get; } = new(
        "openended", new Layout.OpenEnded(), Plain, new FramePlan.Linspace(50), new Extraction.LeftToJudge(),
        new Aggregation.YesShare()) { Rubric = Rubrics.OpenEnded };

    /// <summary>One of Video-ChatGPT's five metrics, judged: Maaz et al. 2023 (arXiv:2306.05424).</summary>
    public static Benchmark Quality(QualityMetric metric) => new(
        $"videochatgpt-{metric.ToString().ToLowerInvariant()}", new Layout.VideoChatGpt(metric), Plain,
        new FramePlan.Linspace(50), new Extraction.LeftToJudge(), new Aggregation.MeanScore())
    {
        Rubric = Rubrics.Quality(metric),
    };

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        TvBench, MvBench, Mlvu, LongVideoBench, VideoMme, VideoMmeSubtitles,
        .. Enum.GetValues<TempCompassTask>().Select(TempCompass), VideoHallucer,
        VidHallucBinary, VidHallucChoice, VidHallucScene(Embeddings.None), NextQa, OpenEnded,
        .. Enum.GetValues<QualityMetric>().Select(Quality),
    ];

    /// <summary>A benchmark by its name.</summary>
    public static Benchmark Named(string name) => All.FirstOrDefault(benchmark => benchmark.Name == name)
        ?? throw new ArgumentException(
            $"benchmark: expected one of {string.Join(", ", All.Select(b => b.Name))}, got \"{name}\". Choose one.");

    /// <summary>The strict variant beside the official one: an answer counts when it names one option, or one of yes
    /// and no; a judge's score counts as written. Its numbers do not compare with published ones, and its protocol says
    /// so.</summary>
    public static Benchmark Strict(Benchmark official) => official with
    {
        Extraction = official.Extraction switch
        {
            Extraction.FirstLetter or Extraction.PrefixedLetter or Extraction.ChoiceStart or Extraction.CaptionLine =>
                new Extraction.ChosenOption(),
            Extraction.YesNo or Extraction.YesNoStart or Extraction.CleanWord => new Extraction.YesNoAlone(),
            var other => other,
        },
        Rubric = official.Rubric is { } rubric ? rubric.With(rubric.Reading switch
        {
            JudgeReading.YesNoScore => new JudgeReading.YesNoScore(JudgeScale.AsWritten),
            JudgeReading.ScoreOnly => new JudgeReading.ScoreOnly(JudgeScale.AsWritten),
            JudgeReading.CaptionChoice => new JudgeReading.CaptionChoice(FailedRequest.AskedAgain),
            var other => other,
        }) : null,
    };

    private static Benchmark Letters(string name, Aggregation aggregation) => new(
        name, new Layout.Tasks(), Bracketed, Frames64, new Extraction.FirstLetter(), aggregation)
    {
        Storing = new Storing.LetterInBrackets(),
    };
}
