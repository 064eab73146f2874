namespace TorchSharp.Modules;

public partial class Adam
{
    /// <summary>One field for each option; null takes the optimiser's.</summary>
    public class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? weight_decay;
        public double? eps;
        public bool? amsgrad;
        public bool? maximize;

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            (beta1, beta2, weight_decay) = (other.beta1, other.beta2, other.weight_decay);
            (eps, amsgrad, maximize) = (other.eps, other.amsgrad, other.maximize);
        }

        internal void Complete(Options defaults)
        {
            LearningRate ??= defaults.LearningRate;
            (beta1, beta2) = (beta1 ?? defaults.beta1, beta2 ?? defaults.beta2);
            (eps, weight_decay) = (eps ?? defaults.eps, weight_decay ?? defaults.weight_decay);
            (amsgrad, maximize) = (amsgrad ?? defaults.amsgrad, maximize ?? defaults.maximize);
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
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
            double eps = 1e-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay,
                amsgrad = amsgrad, maximize = maximize,
            })
        {
        }

        public (double, double) Betas
        {
            get => (Options.beta1!.Value, Options.beta2!.Value);
            set => (Options.beta1, Options.beta2) = value;
        }
    }
}
