namespace TorchSharp;

/// <summary>rate = initial · factor(epoch).</summary>
internal sealed class FactorSchedule : torch.optim.lr_scheduler.LRScheduler
{
    private readonly Func<int, double> factor;

    public FactorSchedule(torch.optim.Optimizer optimizer, Func<int, double> factor, int last_epoch, bool verbose)
        : base(optimizer, last_epoch, verbose)
    {
        this.factor = factor;
        step();
    }

    private protected override double Rate(int group, double current, bool closed) =>
        Initial[group] * factor(LastEpoch);
}

/// <summary>rate = previous · factor(epoch), so that schedules can be chained.</summary>
internal sealed class RatioSchedule : torch.optim.lr_scheduler.LRScheduler
{
    private readonly Func<int, double> ratio;
    private readonly Func<int, double> closedForm;

    public RatioSchedule(
        torch.optim.Optimizer optimizer, Func<int, double> ratio, Func<int, double> closedForm, int last_epoch,
        bool verbose)
        : base(optimizer, last_epoch, verbose)
    {
        (this.ratio, this.closedForm) = (ratio, closedForm);
        step();
    }

    private protected override double Rate(int group, double current, bool closed) =>
        closed ? Initial[group] * closedForm(LastEpoch) : current * ratio(LastEpoch);
}

/// <summary>Half a cosine from the initial rate to the least, and back.</summary>
internal sealed class CosineSchedule : torch.optim.lr_scheduler.LRScheduler
{
    private readonly double period;
    private readonly double least;

    public CosineSchedule(torch.optim.Optimizer optimizer, double period, double least, int last_epoch, bool verbose)
        : base(optimizer, last_epoch, verbose)
    {
        (this.period, this.least) = (period, least);
        step();
    }

    private protected override double Rate(int group, double current, bool closed) =>
        LastEpoch == 0 && !closed
            ? current
            : least + ((Initial[group] - least) * (1 + Math.Cos(Math.PI * LastEpoch / period)) / 2);
}

/// <summary>One schedule after another, each from its milestone on.</summary>
internal sealed class SequentialSchedule : torch.optim.lr_scheduler.LRScheduler
{
    private readonly torch.optim.lr_scheduler.LRScheduler[] schedulers;
    private readonly int[] milestones;

    public SequentialSchedule(
        torch.optim.Optimizer optimizer, torch.optim.lr_scheduler.LRScheduler[] schedulers, int[] milestones,
        int last_epoch)
        : base(optimizer, last_epoch + 1, false)
    {
        if (milestones.Length != schedulers.Length - 1)
            throw new ArgumentException(
                $"SequentialLR: expected {schedulers.Length - 1} milestones, got {milestones.Length}.");
        (this.schedulers, this.milestones) = (schedulers, milestones);
        foreach (var (group, initial) in optimizer.ParamGroups.Zip(Initial)) group.LearningRate = initial;
        foreach (var scheduler in schedulers) scheduler.LastEpoch--;
        schedulers[0].step();
        Remember();
    }

    public override void step(int? epoch)
    {
        LastEpoch = epoch ?? LastEpoch + 1;
        int active = milestones.Count(milestone => milestone <= LastEpoch);
        if (active > 0 && milestones[active - 1] == LastEpoch) schedulers[active].step(0);
        else schedulers[active].step();
        Remember();
    }

    private protected override double Rate(int group, double current, bool closed) => current;
}
