namespace Kit.Data.MovingShapes;

/// <summary>Draws a scene: who, how and where.</summary>
internal static class Staging
{
    private const double Pixel = 1.0 / 64;

    public static Scene Draw(Pcg random, Bias bias)
    {
        double duration = random.Pick([2, 3, 4]);
        var looks = Looks(random);
        var direction = Pick(random, Bias.Suggested(looks[0].Colour), bias.Direction);
        var speed = Pick(random, Bias.Suggested(looks[0].Shape), bias.Speed);
        var presences = Presences(random, duration);
        while (true)
        {
            var hero = Hero(random, looks[0], direction, speed, duration);
            if (Extras(random, hero, looks, presences) is { } extras)
                return new Scene(duration, hero, extras, Backdrop(random));
        }
    }

    /// <summary>Three looks that share neither a colour nor a shape; the first is the hero's.</summary>
    private static Look[] Looks(Pcg random)
    {
        var colours = random.Shuffle(Enum.GetValues<Colour>());
        var shapes = random.Shuffle(Enum.GetValues<Shape>());
        return [.. colours.Zip(shapes, (colour, shape) => new Look(colour, shape)).Take(3)];
    }

    /// <summary>The suggested value with the given probability, else one of the others, all alike.</summary>
    private static TValue Pick<TValue>(Pcg random, TValue? suggested, double probability) where TValue : struct, Enum
    {
        var values = Enum.GetValues<TValue>();
        if (suggested is not { } value) return random.Pick(values);
        return random.Chance(probability) ? value : random.Pick([.. values.Where(other => !other.Equals(value))]);
    }

    private static Hero Hero(Pcg random, Look look, Direction direction, Speed speed, double duration)
    {
        var across = random.Between(15, 18) * Pixel;
        var margin = across / 2 + Pixel;
        var way = (speed == Speed.Slowly ? random.Between(4, 20) : random.Between(40, 44)) * Pixel;
        var low = random.Between(margin, 1 - margin - way);
        var lane = random.Between(margin, 1 - margin);
        var (near, far) = direction is Direction.Left or Direction.Right
            ? (new Point(low, lane), new Point(low + way, lane))
            : (new Point(lane, low), new Point(lane, low + way));
        var forward = direction is Direction.Right or Direction.Down;
        var (start, stop) = Times(random, speed, duration);
        return new Hero(look, direction, speed, across,
            new Motion(forward ? near : far, forward ? far : near, start, stop));
    }

    private static (double Start, double Stop) Times(Pcg random, Speed speed, double duration)
    {
        if (speed == Speed.Slowly) return (0, duration);
        var share = random.Between(0.4, 0.5);
        var start = random.Between(0.08, 0.92 - share);
        return (start * duration, (start + share) * duration);
    }

    /// <summary>No, one or two extras (20, 25, 55 %). Changes lie a quarter of the clip apart or more, and as far from
    /// its ends, so that sparse frames still show their order.</summary>
    private static Presence[] Presences(Pcg random, double duration)
    {
        var draw = random.NextDouble();
        var first = random.Between(0.25, 0.5);
        var second = random.Between(first + 0.25, 0.78);
        double[] moments = draw < 0.2 ? [] : draw < 0.45 ? [random.Between(0.25, 0.75)] : [first, second];
        return [.. random.Shuffle(moments).Select(moment => Presence(random, moment * duration))];
    }

    private static Presence Presence(Pcg random, double second) => random.NextDouble() switch
    {
        < 0.2 => new Presence.Throughout(),
        < 0.6 => new Presence.Since(second),
        _ => new Presence.Until(second),
    };

    /// <summary>Places for all extras, or null when a hundred tries do not find them.</summary>
    private static Sequence<Extra>? Extras(Pcg random, Hero hero, Look[] looks, Presence[] presences)
    {
        var extras = new List<Extra>();
        for (var i = 0; i < 100 && extras.Count < presences.Length; i++)
        {
            var extra = Extra(random, looks[extras.Count + 1], presences[extras.Count]);
            if (Layout.Apart(extra, extras) && OffTheHero(random, extra, hero)) extras.Add(extra);
        }

        return extras.Count == presences.Length ? Sequence.From(extras) : null;
    }

    /// <summary>The hero may pass over a shape that stays, but never hides one that changes.</summary>
    private static bool OffTheHero(Pcg random, Extra extra, Hero hero) =>
        extra.Presence.Change == Change.Stays && random.Chance(0.3)
            ? Layout.OffTheEnds(extra, hero)
            : Layout.OffTheWay(extra, hero);

    private static Extra Extra(Pcg random, Look look, Presence presence)
    {
        var across = random.Between(15, 18) * Pixel;
        var margin = across / 2 + Pixel;
        var place = new Point(random.Between(margin, 1 - margin), random.Between(margin, 1 - margin));
        return new Extra(look, place, across, presence);
    }

    private static Backdrop Backdrop(Pcg random) => new(
        random.Below(28) + 8, random.Below(28) + 8, random.Below(28) + 8,
        random.Between(-10, 10), random.Between(-10, 10), random.Below(25) - 12, random.Next());
}
