namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Sets the learning rates of an optimiser's groups, step by step.</summary>
            public abstract class LRScheduler
            {
                private readonly bool verbose;
                private double[] last;

                private protected LRScheduler(Optimizer optimizer, int last_epoch, bool verbose)
                {
                    (Optimizer, LastEpoch, this.verbose) = (optimizer, last_epoch, verbose);
                    Initial = optimizer.ParamGroups.Select(group => group.InitialLearningRate).ToArray();
                    last = optimizer.ParamGroups.Select(group => group.LearningRate).ToArray();
                }

                internal Optimizer Optimizer { get; }

                internal double[] Initial { get; }

                internal int LastEpoch { get; set; }

                public IEnumerable<double> get_last_lr() => last;

                public virtual void step() => step(null);

                public virtual void step(int? epoch)
                {
                    LastEpoch = epoch ?? LastEpoch + 1;
                    var groups = Optimizer.ParamGroups.ToList();
                    var rates = groups.Select((group, i) => Rate(i, group.LearningRate, epoch is not null)).ToArray();
                    for (int i = 0; i < rates.Length; i++) groups[i].LearningRate = rates[i];
                    if (verbose && !rates.SequenceEqual(last))
                        Console.WriteLine(FormattableString.Invariant($"Learning rate: {string.Join(", ", rates)}"));
                    last = rates;
                }

                /// <summary>Schedules that follow a metric override this; the others ignore it.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>Takes the rates that another schedule set for this one's own.</summary>
                private protected void Remember() =>
                    last = Optimizer.ParamGroups.Select(group => group.LearningRate).ToArray();

                /// <summary>The rate of a group at LastEpoch, from the one before or in closed form.</summary>
                private protected abstract double Rate(int group, double current, bool closed);
            }
        }
    }
}
