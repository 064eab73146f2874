using Kit.Data.Storage;

namespace Kit.Pipelines.Recipes;

public abstract partial record Stage
{
    /// <summary>Trains a model on the drafts; later stages that ask for its role meet the trained one. The drafts go on
    /// unchanged.</summary>
    /// <param name="Name">Of the stage.</param>
    /// <param name="Role">Which model it is afterwards.</param>
    /// <param name="Trainer">Writes weights into the folder that it is given; a run that was cut off is called again
    /// with what it left there.</param>
    public sealed record Train(string Name, ModelRole Role, Named<Training, Task> Trainer) : Stage(Name)
    {
        internal override string Kind => "train";

        internal override IEnumerable<Component> Settings(Standing standing) =>
            [new("trainer", Trainer.Name), new("roles", standing.Roles.Digests), new("clips", standing.Gallery.Clips.Identity)];

        internal override Cost Price(int drafts, int clips) => new(0, 0, clips);

        internal override Work Open(Standing standing) => new Work.Taught(Role, Trainer);

        public override string ToString() => $"train {Name} → {Role}: {Trainer}";
    }

    /// <summary>The policy as it stands becomes the reference.</summary>
    public sealed record SyncReference() : Stage("sync-reference")
    {
        internal override string Kind => "sync-reference";

        internal override IEnumerable<Component> Settings(Standing standing) =>
            [new("policy", standing.Roles[ModelRole.Policy].Digest)];

        internal override Cost Price(int drafts, int clips) => Cost.None;

        internal override Work Open(Standing standing) => new Work.Synced();

        public override string ToString() => "sync reference";
    }
}
