#:project ../src/Kit.Report/Kit.Report.csproj
#:package System.CommandLine@2.0.15
#:property PublishAot=false

// Shows any clip to the small model of the ablation and prints its answer.
//   dotnet run experiments/describe.cs -- FILE.mp4
//   dotnet run experiments/describe.cs -- FILE.mp4 --question "which way does the red circle move ?"
// The model knows moving shapes and nothing else; a clip of something else shows what it takes it for.

using System.CommandLine;
using Kit.Data.Video;
using Kit.Evaluate;
using Kit.Models;
using Kit.Pipelines.Shapes;
using Kit.Report;
using Spectre.Console;
using static TorchSharp.torch;

var file = new Argument<FileInfo>("file") { Description = "A video file." };
var question = new Option<string>("--question")
{
    Description = "In the world's words, apart by spaces.", DefaultValueFactory = _ => "what happens in the video ?",
};
var quick = new Option<bool>("--quick") { Description = "The quick ablation's model, which hardly sees." };
var output = new Option<DirectoryInfo>("--out")
{
    Description = "Where caches go.", DefaultValueFactory = _ => new("experiments/out"),
};
var root = new RootCommand("Answers a question about a clip.") { file, question, quick, output };
root.SetAction(arguments =>
{
    try
    {
        var plan = arguments.GetValue(quick) ? LabPlan.Quick : LabPlan.Full;
        var video = VideoFile.Open(arguments.GetValue(file)!.FullName);
        var frames = video.Read(plan.Frames, new FrameSize(plan.World.Size, plan.World.Size));
        var asked = arguments.GetValue(question)!;
        Lab.Template.Prompt(Lab.Tokenizer, asked);
        Console.WriteLine(FormattableString.Invariant(
            $"{video.Width}×{video.Height}, {video.Duration:0.0} s, {video.FrameCount} frames; ")
            + FormattableString.Invariant($"{frames.Count} seen at {plan.World.Size}×{plan.World.Size}"));
        var cache = Path.Combine(arguments.GetValue(output)!.FullName, "cache");
        var model = RunProgress.Listen(AnsiConsole.Console, progress => Lab.Teach(plan, cache, progress));
        using var scope = NewDisposeScope();
        var interview = new Interview(model, Lab.Tokenizer, Lab.Template);
        var answer = interview.Ask(Pixels.Features(model, [frames]), [[asked]])[0][0];
        Console.WriteLine($"{asked}\n{answer}");
        return 0;
    }
    catch (Exception refusal) when (refusal is UnreadableVideoException or InvalidDataException)
    {
        Console.Error.WriteLine(refusal.Message);
        return 2;
    }
});
return root.Parse(args).Invoke();
