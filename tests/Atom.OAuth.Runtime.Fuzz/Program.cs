using System.Diagnostics;
using Atom.OAuth.Fuzz;
using Atom.OAuth.Fuzz.Targets;
using Microsoft.AspNetCore.DataProtection;

if (FuzzOptions.Parse(args) is not { } options)
{
    Console.WriteLine(FuzzOptions.Usage);
    return 2;
}

Func<IFuzzTarget>[] makers =
[
    () => new BodyTarget(),
    () => new TokenTarget(),
    () => new ErrorTarget(),
    () => new RedirectTarget(),
    () => new StateTarget("state", new EphemeralDataProtectionProvider()),
    () => new StateTarget("payload", new NoSeal()),
];

Console.WriteLine($"seed {options.Seed}");
long failures = 0;
foreach (var maker in makers)
{
    using var probe = maker();
    if (options.Target != "all" && options.Target != probe.Name)
    {
        continue;
    }

    var start = Stopwatch.GetTimestamp();
    IFuzzTarget[] targets = [.. Enumerable.Range(0, options.Threads).Select(_ => maker())];
    FuzzLoop[] loops = [.. targets.Select(target => new FuzzLoop(options, target))];
    Thread[] threads = [.. loops.Select((loop, first) => new Thread(() => loop.Run(first, options.Threads)))];
    Array.ForEach(threads, thread => thread.Start());
    Array.ForEach(threads, thread => thread.Join());
    Array.ForEach(targets, target => target.Dispose());

    var count = loops.Sum(loop => loop.Count);
    var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    failures += loops.Sum(loop => loop.Failures);
    Console.WriteLine(FormattableString.Invariant(
        $"{probe.Name,-9} {count,11:N0} inputs in {seconds,4:F0} s, {targets.Sum(target => target.Interesting),10:N0} interesting, {loops.Sum(loop => loop.Failures):N0} failures of {loops.SelectMany(loop => loop.Kinds).Distinct().Count()} kinds"));
}

return failures == 0 ? 0 : 1;
