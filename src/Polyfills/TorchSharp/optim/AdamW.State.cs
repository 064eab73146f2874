namespace TorchSharp.Modules;

public partial class AdamW
{
    /// <summary>Steps done and the running moments of the gradient, in the parameter's dtype.</summary>
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public long step;
        public torch.Tensor exp_avg = null!;
        public torch.Tensor exp_avg_sq = null!;
        public torch.Tensor? max_exp_avg_sq;

        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            step = 0;
            exp_avg = torch.zeros_like(_parameter).DetachFromDisposeScope();
            exp_avg_sq = torch.zeros_like(_parameter).DetachFromDisposeScope();
            max_exp_avg_sq = ((Options)options).amsgrad!.Value
                ? torch.zeros_like(_parameter).DetachFromDisposeScope()
                : null;
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            if (ReferenceEquals(this, other)) return;
            Dispose();
            step = other.step;
            exp_avg = Copied(other.exp_avg, _parameter);
            exp_avg_sq = Copied(other.exp_avg_sq, _parameter);
            max_exp_avg_sq = other.max_exp_avg_sq is { } largest ? Copied(largest, _parameter) : null;
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State same && step == same.step && exp_avg.allclose(same.exp_avg) &&
            exp_avg_sq.allclose(same.exp_avg_sq) &&
            (max_exp_avg_sq is null || (same.max_exp_avg_sq is { } largest && max_exp_avg_sq.allclose(largest)));

        public void Dispose()
        {
            exp_avg?.Dispose();
            exp_avg_sq?.Dispose();
            max_exp_avg_sq?.Dispose();
        }
    }
}
