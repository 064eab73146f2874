using Kit.Models;
using Kit.Torch;
using Kit.Torch.Layers;
using Kit.Train.Preference;
using static TorchSharp.torch;

namespace Kit.Train.Tests.Preference;

/// <summary>A small text model before its first step, with pairs to learn from: the same numbers every time.</summary>
internal sealed class TextRun : IDisposable
{
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();
    private readonly Adapters? adapters;

    /// <param name="lora">Adapters in place; null to train all weights.</param>
    public TextRun(Lora? lora, Activations activations = Activations.Kept)
    {
        manual_seed(2);
        Model = new CausalLm(Given.Config.Decoder, new Initial.Normal(0.3), Placement.Cpu) { Activations = activations };
        Data = PreferenceData.From(Model, Given.Encoded, Media.None);
        adapters = lora?.Attach(Model, 1);
        Trained = adapters is null ? Trained.Whole : new Trained.Placed(adapters);
    }

    public CausalLm Model { get; }

    public PreferenceData Data { get; }

    public Trained Trained { get; }

    /// <summary>Held-out pairs: the last three, swapped.</summary>
    public PreferenceData HeldOut
    {
        get
        {
            using var off = adapters?.Off();
            return PreferenceData.From(Model, [.. Given.Encoded.Skip(7).Select(p => p.Swap())], Media.None);
        }
    }

    /// <summary>All that training moves, end to end.</summary>
    public float[] Weights() => [.. Trained.Parameters(Model).SelectMany(p => p.Parameter.detach().flatten().data<float>().ToArray())];

    /// <summary>The gradient, end to end.</summary>
    public float[] Gradient() => [.. Trained.Parameters(Model).SelectMany(p => p.Parameter.grad!.flatten().data<float>().ToArray())];

    public List<PreferenceStep> Train(PreferenceRun run)
    {
        var told = new Told<PreferenceStep>();
        run.Train(Model, Trained, Data, told);
        return told.Reports;
    }

    public PreferenceLoop Loop(PreferenceRun run) => PreferenceLoop.From(run, Model, Trained, Data);

    public void Dispose()
    {
        adapters?.Dispose();
        scope.Dispose();
    }
}
