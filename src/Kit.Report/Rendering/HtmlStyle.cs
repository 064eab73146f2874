namespace Kit.Report.Rendering;

/// <summary>The page's style: system fonts, one column, ink and paper that follow the reader's light or dark
/// mode.</summary>
internal static class HtmlStyle
{
    public const string Page =
        """
        :root{--ink:#1f2328;--soft:#59636e;--rule:#d8dee4;--paper:#fff;--tint:#f6f8fa;--link:#0969da;--gain:#1a7f37;
        --loss:#cf222e;--goodbg:#b4f0c3;--badbg:#ffd0cc}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--rule:#30363d;--paper:#0d1117;
        --tint:#161b22;--link:#4493f8;--gain:#3fb950;--loss:#f85149;--goodbg:#1b5e2f;--badbg:#7d2420}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);
        font:16px/1.55 system-ui,"Segoe UI",Helvetica,Arial,sans-serif}
        main{max-width:1160px;margin:0 auto;padding:2.2rem 1.2rem 4rem}
        h1{font-size:2rem;line-height:1.2;margin:0 0 .3rem}
        h2{font-size:1.35rem;margin:2.6rem 0 .8rem;padding-top:.9rem;border-top:1px solid var(--rule)}
        h3{font-size:1.05rem;margin:0 0 .4rem}
        p{max-width:48rem}
        .subtitle{color:var(--soft);font-size:1.05rem;margin:.2rem 0 1rem}
        nav{display:flex;flex-wrap:wrap;gap:.3rem 1.1rem}
        nav a{color:var(--link);text-decoration:none}nav a:hover,nav a:focus{text-decoration:underline}
        figure{margin:1.2rem 0}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;font-size:.88rem;font-variant-numeric:tabular-nums}
        caption{text-align:left;font-weight:600;padding-bottom:.5rem}
        th,td{padding:.36rem .55rem;text-align:left;vertical-align:baseline;white-space:nowrap}
        thead th{border-top:2px solid var(--ink);border-bottom:1px solid var(--ink);font-weight:600;
        white-space:normal;vertical-align:bottom}
        tbody th{font-weight:500}
        tbody tr+tr>*{border-top:1px solid var(--rule)}
        tbody tr:last-child>*{border-bottom:2px solid var(--ink)}
        .n{text-align:right}
        .paper{background:var(--tint);color:var(--soft);font-style:italic}
        .gain strong{color:var(--gain)}.loss strong{color:var(--loss)}.soft{color:var(--soft)}
        .note{color:var(--soft);font-size:.82rem;line-height:1.4;margin:.35rem 0}
        .k-chart{width:100%;max-width:960px;height:auto;display:block}
        details{margin:.4rem 0}summary{cursor:pointer;color:var(--soft);font-size:.88rem}
        details ul{font-size:.85rem;color:var(--soft)}
        pre{background:var(--tint);padding:.8rem 1rem;border-radius:6px;overflow-x:auto;font-size:.88rem;
        line-height:1.45}
        dl{display:grid;grid-template-columns:fit-content(55%) minmax(0,1fr);gap:.15rem 1rem;margin:.4rem 0;font-size:.92rem}
        dt{color:var(--soft)}dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
        .claims{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:1rem}
        .claim{border:1px solid var(--rule);border-left:5px solid var(--soft);border-radius:6px;padding:.8rem 1rem}
        .claim p{margin:.2rem 0 .6rem;font-size:.93rem}
        .claim.holds{border-left-color:var(--gain)}.claim.fails{border-left-color:var(--loss)}
        .verdict{font-weight:600;font-size:.9rem;white-space:nowrap;color:var(--soft)}
        .holds .verdict{color:var(--gain)}.fails .verdict{color:var(--loss)}
        .sample{border:1px solid var(--rule);border-radius:6px;padding:1rem 1.1rem;margin:1rem 0}
        .sample h3{display:flex;justify-content:space-between;gap:1rem}.id{color:var(--soft);font-weight:400;
        font-size:.82rem}
        .sample figure{margin:.7rem 0}figcaption{color:var(--soft);font-size:.82rem;margin-bottom:.25rem}
        .strip{display:flex;gap:6px;overflow-x:auto;padding-bottom:2px}
        .strip span{flex:0 0 auto;text-align:center}
        .strip img{display:block;height:96px;width:auto;border-radius:3px;image-rendering:pixelated}
        .strip small{color:var(--soft);font-size:.72rem}
        .answers{font-size:1rem;gap:.3rem 1rem}
        dt.good{color:var(--gain)}dt.bad{color:var(--loss)}
        mark{color:inherit;border-radius:3px;padding:.05em .2em}mark.good{background:var(--goodbg)}
        mark.bad{background:var(--badbg)}mark.plain{background:var(--rule)}
        .heat{margin:0;line-height:2;white-space:pre-wrap;max-width:none}.heat span{border-radius:3px;
        padding:.14em .04em}
        .tokens{margin:0;line-height:2;max-width:none;overflow-wrap:anywhere;white-space:pre-wrap}
        .tokens .read{color:var(--soft)}.tokens .visual{background:var(--tint);border:1px solid var(--rule);
        border-radius:3px;padding:.1em .4em}
        .tokens .scored{border-bottom:2px solid var(--ink);border-left:1px solid var(--rule);padding-bottom:.05em}
        .tokens .good{background:var(--goodbg)}.tokens .bad{background:var(--badbg)}
        @media(max-width:640px){main{padding:1.2rem .8rem 3rem}h1{font-size:1.55rem}.answers{grid-template-columns:1fr}
        .answers dd+dt{margin-top:.4rem}}
        @media print{.scroll,.strip{overflow:visible}details{display:block}}
        """;
}
