namespace Kit.Data.MovingShapes;

/// <summary>Colours that stay apart after chroma subsampling and H.264.</summary>
public enum Colour { Red, Green, Blue, Yellow, Purple }

/// <summary>Shapes that stay apart at 15 pixels across.</summary>
public enum Shape { Circle, Square, Triangle, Cross }

/// <summary>What a shape looks like. Within a scene no two shapes share a colour or a shape.</summary>
public sealed record Look(Colour Colour, Shape Shape)
{
    public override string ToString() => $"{Colour} {Shape}".ToLowerInvariant();
}
