using Kit.Models;
using Kit.Torch.Layers;

namespace Kit.Train.Preference;

/// <summary>Preference training with adapters: which objective, how it moves, from which seed.</summary>
/// <param name="Objective">The loss.</param>
/// <param name="Optimization">Rates, batch size, epochs.</param>
/// <param name="Lora">Where and how large the adapters are.</param>
/// <param name="Seed">Data order and adapters; equal seeds see equal batches whatever the objective.</param>
public sealed record PreferenceTraining(Objective Objective, Optimization Optimization, Lora Lora, long Seed)
{
    /// <summary>Trains fresh adapters on the model and leaves them in place; dispose them to have the base model
    /// back.</summary>
    /// <param name="model">The reference; it must be the model that made the data's reference evidence.</param>
    /// <param name="data">What to learn from.</param>
    /// <param name="progress">Told after every step.</param>
    /// <exception cref="InvalidOperationException">A contract of step 0 is broken.</exception>
    /// <exception cref="ArithmeticException">A loss is not finite; the step and its pairs are named.</exception>
    public Adapters Train(VideoLm model, PreferenceData data, IProgress<PreferenceStep> progress)
    {
        var adapters = Lora.Attach(model.Language, Seed);
        try
        {
            new PreferenceRun(Objective, Optimization, Seed)
                .Train(model.Language, new Trained.Placed(adapters), data, progress);
            return adapters;
        }
        catch
        {
            adapters.Dispose();
            throw;
        }
    }
}
