namespace Kit.Data.MovingShapes;

/// <summary>What becomes of a still shape.</summary>
public enum Change { Stays, Appears, Disappears }

/// <summary>When a still shape is there.</summary>
public abstract record Presence
{
    private Presence() { }

    public abstract Change Change { get; }

    /// <summary>Second of the change; 0 when there is none.</summary>
    public abstract double At { get; }

    public abstract bool Covers(double t);

    /// <summary>From the first frame to the last.</summary>
    public sealed record Throughout : Presence
    {
        public override Change Change => Change.Stays;

        public override double At => 0;

        public override bool Covers(double t) => true;
    }

    /// <summary>From a moment on.</summary>
    public sealed record Since(double Second) : Presence
    {
        public override Change Change => Change.Appears;

        public override double At => Second;

        public override bool Covers(double t) => t >= Second;
    }

    /// <summary>Up to a moment.</summary>
    public sealed record Until(double Second) : Presence
    {
        public override Change Change => Change.Disappears;

        public override double At => Second;

        public override bool Covers(double t) => t < Second;
    }
}
