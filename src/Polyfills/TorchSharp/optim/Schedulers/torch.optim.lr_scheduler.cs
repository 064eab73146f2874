namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static LRScheduler LambdaLR(
                Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new FactorSchedule(optimizer, lr_lambda, last_epoch, verbose);

            /// <summary>initial · factor for the first steps, the initial rate afterwards.</summary>
            public static LRScheduler ConstantLR(
                Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1,
                bool verbose = false) =>
                new RatioSchedule(
                    optimizer,
                    epoch => epoch == 0 ? factor : epoch == total_iters ? 1 / factor : 1,
                    epoch => epoch < total_iters ? factor : 1,
                    last_epoch,
                    verbose);

            /// <summary>From initial · start to initial · end in equal steps.</summary>
            public static LRScheduler LinearLR(
                Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5,
                int last_epoch = -1, bool verbose = false)
            {
                if (start_factor is not (> 0 and <= 1))
                    throw new ArgumentException($"LinearLR: expected a start factor in (0, 1], got {start_factor}.");
                double Factor(int epoch) =>
                    start_factor + ((end_factor - start_factor) * Math.Min(epoch, total_iters) / total_iters);
                return new RatioSchedule(
                    optimizer,
                    epoch => epoch == 0 ? start_factor : epoch > total_iters ? 1 : Factor(epoch) / Factor(epoch - 1),
                    Factor,
                    last_epoch,
                    verbose);
            }

            /// <summary>η = η_min + (η₀ − η_min)(1 + cos(π t / T_max)) / 2 (Loshchilov and Hutter 2017).</summary>
            public static LRScheduler CosineAnnealingLR(
                Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new CosineSchedule(optimizer, T_max, eta_min, last_epoch, verbose);

            /// <summary>Multiplies the rate by gamma at every step.</summary>
            public static LRScheduler ExponentialLR(
                Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new RatioSchedule(
                    optimizer, epoch => epoch == 0 ? 1 : gamma, epoch => Math.Pow(gamma, epoch), last_epoch, verbose);

            /// <summary>Multiplies the rate by gamma every step_size steps.</summary>
            public static LRScheduler StepLR(
                Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new RatioSchedule(
                    optimizer,
                    epoch => epoch == 0 || epoch % step_size != 0 ? 1 : gamma,
                    epoch => Math.Pow(gamma, epoch / step_size),
                    last_epoch,
                    verbose);

            /// <summary>Runs each schedule between its milestones.</summary>
            public static LRScheduler SequentialLR(
                Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones,
                int last_epoch = -1) =>
                new SequentialSchedule(optimizer, schedulers.ToArray(), milestones.ToArray(), last_epoch);
        }
    }
}
