namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>One field for each option; null takes the optimiser's.</summary>
    public class Options : OptimizerOptions
    {
        public double? momentum;
        public double? dampening;
        public double? weight_decay;
        public bool? nesterov;
        public bool? maximize;

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            (momentum, dampening, weight_decay) = (other.momentum, other.dampening, other.weight_decay);
            (nesterov, maximize) = (other.nesterov, other.maximize);
        }

        internal void Complete(Options defaults)
        {
            LearningRate ??= defaults.LearningRate;
            (momentum, dampening) = (momentum ?? defaults.momentum, dampening ?? defaults.dampening);
            weight_decay ??= defaults.weight_decay;
            (nesterov, maximize) = (nesterov ?? defaults.nesterov, maximize ?? defaults.maximize);
            InitialLearningRate = LearningRate!.Value;
        }
    }

    public class ParamGroup : ParamGroup<Options>
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double momentum = 0, double dampening = 0,
            double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay,
                nesterov = nesterov, maximize = maximize,
            })
        {
        }

        public double Momentum
        {
            get => Options.momentum!.Value;
            set => Options.momentum = value;
        }
    }

    /// <summary>The running direction; the first gradient enters it undamped.</summary>
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public torch.Tensor? momentum_buffer;

        public override void Initialize(OptimizerOptions options) => Dispose();

        public override void LoadStateDict(OptimizerState source)
        {
            if (ReferenceEquals(this, source)) return;
            Dispose();
            momentum_buffer = ((State)source).momentum_buffer is { } buffer ? Copied(buffer, _parameter) : null;
        }

        public void Dispose()
        {
            momentum_buffer?.Dispose();
            momentum_buffer = null;
        }

        internal torch.Tensor Updated(torch.Tensor descent, double momentum, double share)
        {
            if (momentum_buffer is null) return momentum_buffer = descent.clone().DetachFromDisposeScope();
            return momentum_buffer.mul_(momentum).add_(descent, share);
        }
    }
}
