using System.Globalization;

namespace Kit.Video;

public abstract partial record Perturbation
{
    /// <summary>Changes brightness, contrast, saturation and hue in a random order: torchvision's ColorJitter.</summary>
    /// <remarks>Factors ~ U(max(0, 1 − x), 1 + x), the hue's turn ~ U(−x, x), each drawn once a clip. What has strength 0
    /// is left out. Defaults are LeanPO's.</remarks>
    /// <param name="Brightness">x of the brightness, 0 or more.</param>
    /// <param name="Contrast">x of the contrast, 0 or more.</param>
    /// <param name="Saturation">x of the saturation, 0 or more.</param>
    /// <param name="Hue">x of the hue, 0 to 0.5 turns of the colour wheel.</param>
    public sealed record ColourJitter(
        double Brightness = 0.4, double Contrast = 0.4, double Saturation = 0.2, double Hue = 0.1) : Perturbation
    {
        private const double Most = 255;

        /// <summary>x of the brightness.</summary>
        public double Brightness { get; } = Ordered(Brightness, Brightness, 0, Most, "brightness");

        /// <summary>x of the contrast.</summary>
        public double Contrast { get; } = Ordered(Contrast, Contrast, 0, Most, "contrast");

        /// <summary>x of the saturation.</summary>
        public double Saturation { get; } = Ordered(Saturation, Saturation, 0, Most, "saturation");

        /// <summary>x of the hue.</summary>
        public double Hue { get; } = Ordered(Hue, Hue, 0, 0.5, "hue");

        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width)
        {
            Edit?[] edits =
            [
                Factor(pcg, Tint.Brightness, Brightness), Factor(pcg, Tint.Contrast, Contrast),
                Factor(pcg, Tint.Saturation, Saturation),
                Hue == 0 ? null : new Edit.Tinted(Tint.Hue, pcg.Between(-Hue, Hue)),
            ];
            return new(frames, height, width, [.. pcg.Shuffle(edits).OfType<Edit>()]);
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"colour-jitter:{Brightness}:{Contrast}:{Saturation}:{Hue}");

        private static Edit.Tinted? Factor(Pcg pcg, Tint tint, double strength) => strength == 0 ? null
            : new Edit.Tinted(tint, pcg.Between(Math.Max(0, 1 - strength), 1 + strength));
    }

    /// <summary>Takes the colour away.</summary>
    public sealed record Greyscale : Perturbation
    {
        public override PerturbationPlan Plan(Pcg pcg, int frames, int height, int width) =>
            PerturbationPlan.Identity(frames, height, width).With(new Edit.Grey());

        public override string ToString() => "greyscale";
    }
}
