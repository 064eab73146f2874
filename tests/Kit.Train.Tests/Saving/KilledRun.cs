using System.Globalization;
using Kit.Models;
using Kit.Train.Preference;
using Kit.Train.Saving;
using Kit.Train.Tests.Preference;
using static Kit.Papers;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Saving;

/// <summary>A run in a process of its own: it waits for a line, goes on from its folder, and says after which step it
/// begins and which steps are saved. A number in the line is how often it may save before it waits again.</summary>
internal static class KilledRun
{
    /// <summary>The name of the weights that a run which came to its end leaves.</summary>
    public const string Final = "final.safetensors";

    public const int Steps = 80;

    /// <summary>Statistics that are carried, dropout, pieces, evaluations, a checkpoint after every step.</summary>
    public static int Main(string[] args)
    {
        if (args.Length != 1) return 2;
        set_num_threads(1);
        using var text = new TextRun(Given.Lora.WithDropout(0.2));
        var optimization = Given.Optimization with { Epochs = Steps, MaxSteps = Steps, Schedule = new(Decay.Cosine) };
        var run = new PreferenceRun(Named("alpha-dpo"), optimization, Seed: 1).WithMicroBatch(3)
            .With(new Evaluation(text.HeldOut, Every: 10)).With(new RunFolder(args[0], Every: 1));
        Console.WriteLine("ready");
        var leave = int.TryParse(Console.ReadLine(), CultureInfo.InvariantCulture, out var saves) ? saves : Steps;
        try
        {
            Train(text, run, leave);
            var weights = text.Trained.Parameters(text.Model).ToDictionary(p => p.Name, p => (Tensor)p.Parameter);
            Checkpoint.Save(weights, Path.Combine(args[0], Final));
            return 0;
        }
        catch (IOException error)
        {
            Console.WriteLine(error.Message);
            return 3;
        }
    }

    private static void Train(TextRun text, PreferenceRun run, int leave)
    {
        using var loop = text.Loop(run);
        var state = loop.Start;
        Say("from", state.Step);
        while (!loop.IsOver(state))
        {
            if (leave-- == 0) Console.ReadLine();
            loop.Save(state = loop.Step(state).State);
            Say("saved", state.Step);
        }
    }

    private static void Say(string what, int step) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {step}"));
}
