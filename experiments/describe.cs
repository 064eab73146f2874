#:project ../src/Kit.Report/Kit.Report.csproj
#:package System.CommandLine@2.0.15
#:property PublishAot=false

// Shows any clip to a model and prints its answer.
//   dotnet run experiments/describe.cs -- FILE.mp4
//   dotnet run experiments/describe.cs -- FILE.mp4 "which way does the red circle move ?"
//   dotnet run experiments/describe.cs -- --model DIR FILE.mp4 "what happens here?"
// Without --model the small model of the ablation answers. It knows moving shapes and nothing else; a clip of something
// else shows what it takes it for. DIR is a Hugging Face checkpoint as downloaded.

using System.CommandLine;
using Kit.Data.Video;
using Kit.Evaluate;
using Kit.Models;
using Kit.Models.Generation;
using Kit.Pipelines.Shapes;
using Kit.Report;
using Kit.Torch;
using Kit.Video;
using Spectre.Console;
using static TorchSharp.torch;

var file = new Argument<FileInfo>("file") { Description = "A video file, or a folder of its frames." };
var question = new Argument<string>("question")
{
    Description = "For the small model in the world's words, apart by spaces.",
    DefaultValueFactory = _ => "what happens in the video ?",
};
var folder = new Option<DirectoryInfo?>("--model")
{
    Description = "A checkpoint's folder: LLaVA-Video, LLaVA-OneVision, LLaVA-NeXT-Video, Qwen2-VL, Qwen2.5-VL.",
};
var adapter = new Option<DirectoryInfo?>("--adapter") { Description = "A PEFT adapter's folder for that checkpoint." };
var count = new Option<int>("--frames")
{
    Description = "Frames that the checkpoint sees, evenly spread.", DefaultValueFactory = _ => 8,
};
var limit = new Option<int>("--tokens") { Description = "Most tokens of its answer.", DefaultValueFactory = _ => 128 };
var quick = new Option<bool>("--quick") { Description = "The quick ablation's model, which hardly sees." };
var output = new Option<DirectoryInfo>("--out")
{
    Description = "Where caches go.", DefaultValueFactory = _ => new("experiments/out"),
};
var root = new RootCommand("Answers a question about a clip.")
{
    file, question, folder, adapter, count, limit, quick, output,
};
root.SetAction(arguments =>
{
    try
    {
        var video = VideoFile.Open(arguments.GetValue(file)!.FullName);
        Console.WriteLine(FormattableString.Invariant(
            $"{video.Width}×{video.Height}, {video.Duration:0.0} s, {video.FrameCount} frames"));
        var asked = arguments.GetValue(question)!;
        if (arguments.GetValue(adapter) is not null && arguments.GetValue(folder) is null)
            throw new ArgumentException(
                "--adapter: expected --model, whose adapter it is, got none. Name the checkpoint.");
        Console.WriteLine(arguments.GetValue(folder) is { } checkpoint
            ? Published(
                checkpoint.FullName, arguments.GetValue(adapter)?.FullName, video, asked, arguments.GetValue(count),
                arguments.GetValue(limit))
            : Small(
                arguments.GetValue(quick) ? LabPlan.Quick : LabPlan.Full,
                Path.Combine(arguments.GetValue(output)!.FullName, "cache"), video, asked));
        return 0;
    }
    catch (Exception refusal) when (refusal is UnreadableVideoException or InvalidDataException or ArgumentException)
    {
        Console.Error.WriteLine(refusal.Message);
        return 2;
    }
});
return root.Parse(args).Invoke();

static string Published(string folder, string? adapter, VideoFile video, string question, int frames, int tokens)
{
    var place = cuda.is_available() ? Placement.Cuda : Placement.Cpu;
    var assistant = (adapter is null ? Assistant.Load(folder, place) : Assistant.Load(folder, adapter, place)) with
    {
        Frames = new FramePlan.Uniform(frames), Decoding = Decoding.Greedy.WithLimit(tokens),
    };
    var generation = assistant.Ask(video, [question]);
    return FormattableString.Invariant($"{frames} frames seen, {generation.TokensPerSecond:0.0} tokens/s\n")
        + $"{question}\n{assistant.Text(generation.Answers[0][0])}";
}

static string Small(LabPlan plan, string cache, VideoFile video, string question)
{
    var size = new FrameSize(plan.World.Size, plan.World.Size);
    var frames = video.Read(plan.Frames, size);
    Lab.Template.Prompt(Lab.Tokenizer, question);
    var model = RunProgress.Listen(AnsiConsole.Console, progress => Lab.Teach(plan, cache, progress));
    using var scope = NewDisposeScope();
    var interview = new Interview(model, Lab.Tokenizer, Lab.Template);
    return FormattableString.Invariant($"{frames.Count} frames seen at {size.Width}×{size.Height}\n")
        + $"{question}\n{interview.Ask(Pixels.Features(model, [frames]), [[question]])[0][0]}";
}
