using Kit.Data.MovingShapes;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Running;
using Kit.Evaluate.Shapes;

namespace Kit.Evaluate.Tests.Running;

/// <summary>Three clips of the world as benchmark files, made once for all tests, and a stand-in that
/// answers.</summary>
public sealed class Exported : IDisposable
{
    public Exported()
    {
        Folder = Directory.CreateTempSubdirectory("kit-export-").FullName;
        BenchmarkExport.Write(new ClipStore(Path.Combine(Folder, "store"), new World(3)), 3, Folder);
    }

    public string Folder { get; }

    public VideoFolder Videos => new(Path.Combine(Folder, "videos"));

    public string Out(string name) => Path.Combine(Folder, "runs", name);

    public BenchmarkRun Run(string name, Respondent respondent, string benchmark = "mvbench",
        string? questions = null) =>
        new(Benchmark(benchmark), Benchmark(benchmark).Read(questions ?? Path.Combine(Folder, benchmark.Split('-')[0])),
            Videos, respondent, Out(name));

    public static Benchmark Benchmark(string name) =>
        OfficialBenchmarks.Named(name).With(new Kit.Video.FramePlan.Uniform(4));

    /// <summary>Says a letter that depends on the question and on the pixels.</summary>
    public static Respondent StandIn(Action? asked = null) => Respondent.From(
        new Subject("stand-in", "none"), "none", (frames, question) =>
        {
            asked?.Invoke();
            var sum = 0;
            foreach (var pixel in frames.Rgb.Span) sum += pixel;
            return $"({(char)('A' + (sum + question.Length) % 3)}) yes";
        });

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
