using Atom.OAuth.Tests.State.Support;

namespace Atom.OAuth.Tests.State;

/// <summary>Behavior of both databases, including restarts and other processes.</summary>
public abstract class RelationalStateStoreTests : StateStoreTests
{
    private protected abstract StateDatabase Database { get; }

    private protected override IOAuthStateStore CreateStore(TimeProvider time) => Database.Store(time: time);

    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restart_ForgetsNothing(bool isReference)
    {
        using KeyFolder keys = new();
        StateBench before = new(time => Database.Store(time: time)) { Keys = KeyFolder.Keys(keys.Start()) };
        before.Options.UseReferences = isReference;
        string[] states = [await before.BuildAsync(), await before.BuildAsync()];
        var first = await before.ParseAsync(states[0]);
        await before.Protector.CompleteAsync(first, "/done");

        StateBench after = new(time => Database.Store(time: time)) { Keys = KeyFolder.Keys(keys.Start()) };
        var replay = await after.ParseAsync(states[0]);
        Assert.Equal((OAuthStateOutcome.Replayed, "/done"), (replay.Outcome, replay.PriorOutcome));
        Assert.Equal(OAuthStateOutcome.Valid, await after.OutcomeAsync(states[1]));
        Assert.Equal(OAuthStateOutcome.Replayed, await before.OutcomeAsync(states[1]));
    }

    [StoreFact]
    public async Task TwoProcesses_LetEachStateInOnce_AndAKilledOneTakesNothingBack()
    {
        using KeyFolder keys = new();
        using StateProcess one = new(Database, keys.Path);
        List<string> states = [await one.AskAsync("build")];
        using StateProcess two = new(Database, keys.Path);
        Assert.Equal("Valid", await two.AskAsync($"parse {states[0]}"));
        Assert.Equal("Replayed", await one.AskAsync($"parse {states[0]}"));

        for (var i = 0; i < 40; i++)
        {
            states.Add(await (i % 2 == 0 ? one : two).AskAsync("build"));
        }

        var command = "parse " + string.Join(' ', states[1..]);
        string[][] outcomes = [.. (await Task.WhenAll(one.AskAsync(command), two.AskAsync(command))).Select(answer => answer.Split(' '))];
        Assert.Equal(40, outcomes[0].Length);
        Assert.All(outcomes[0].Zip(outcomes[1]), pair => Assert.True(pair is ("Valid", "Replayed") or ("Replayed", "Valid"), pair.ToString()));

        var last = await one.AskAsync("build");
        Assert.Equal("Valid", await one.AskAsync($"parse {last}"));
        one.Kill();
        Assert.Equal("Replayed", await two.AskAsync($"parse {last}"));
        using StateProcess three = new(Database, keys.Path);
        Assert.Equal("Replayed", await three.AskAsync($"parse {last}"));
    }

    [StoreFact]
    public async Task Table_IsMadeOnce_ByManyAtOnce()
    {
        for (var round = 0; round < 5; round++)
        {
            var table = $"Order_{round}";
            var added = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(
                async () => await Database.Store(table).TryAddAsync("key", "value", DateTimeOffset.MaxValue))));
            Assert.Single(added, isAdded => isAdded);
        }
    }

    [StoreFact]
    public async Task TableThatIsDropped_IsMadeAgain()
    {
        RecordingLogger log = new();
        StateBench bench = new(time => Database.Store("dropped", time, log));
        bench.Options.UseReferences = true;
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(await bench.BuildAsync()));

        foreach (var call in (int[])[0, 1, 2])
        {
            Database.Scalar("DROP TABLE \"dropped\"");
            _ = call switch
            {
                0 => await bench.Store.TryAddAsync("key", "value", bench.Time.GetUtcNow().AddMinutes(1)),
                1 => await bench.Store.FindAsync("key") is null,
                _ => await bench.Store.TryReplaceAsync("key", "another"),
            };
            Assert.Equal(call + 1, log.Entries.Count(entry => entry.Id == 4730));
        }

        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(await bench.BuildAsync()));
    }

    [StoreFact]
    public async Task ExpiredRows_AreDeleted()
    {
        StateBench clock = new();
        var store = Database.Store("pruned", clock.Time);
        for (var i = 0; i < 20; i++)
        {
            await store.TryAddAsync($"key{i}", "value", clock.Time.GetUtcNow().AddMinutes(5));
        }

        clock.Time.Advance(TimeSpan.FromMinutes(6));
        await store.TryAddAsync("last", "value", clock.Time.GetUtcNow().AddMinutes(5));
        Assert.Equal(1L, Convert.ToInt64(Database.Scalar("SELECT COUNT(*) FROM \"pruned\""), null));
    }

    [StoreFact]
    public async Task Rows_HaveNothingReadable()
    {
        StateBench bench = new(time => Database.Store("secrets", time));
        bench.Options.UseReferences = true;
        var state = await bench.BuildAsync(codeVerifier: new string('v', 43));
        await bench.Protector.CompleteAsync(await bench.ParseAsync(state), "/a-readable-path");
        var rows = string.Concat(
            Enumerable.Range(0, 2).Select(
                i => Database.Scalar($"SELECT entry_key || entry_value FROM \"secrets\" ORDER BY entry_key LIMIT 1 OFFSET {i}")));
        Assert.Contains("ref:", rows, StringComparison.Ordinal);
        Assert.Contains("use:", rows, StringComparison.Ordinal);
        foreach (var secret in (string[])[state, StateBench.User, StateBench.Tenant, StateBench.Browser, "vvvv", "readable"])
        {
            Assert.DoesNotContain(secret, rows, StringComparison.Ordinal);
        }
    }

    [StoreFact]
    public async Task OutcomeOfAnotherFlow_IsNotGivenOut()
    {
        StateBench bench = new(time => Database.Store("swapped", time));
        string[] states = [await bench.BuildAsync(), await bench.BuildAsync()];
        await bench.Protector.CompleteAsync(await bench.ParseAsync(states[0]), "/first");
        await bench.Protector.CompleteAsync(await bench.ParseAsync(states[1]), "/second");
        Assert.Equal("/first", (await bench.ParseAsync(states[0])).PriorOutcome);

        Database.Scalar("UPDATE \"swapped\" SET entry_value = (SELECT MAX(entry_value) FROM \"swapped\")");
        OAuthStateResult[] results = [await bench.ParseAsync(states[0]), await bench.ParseAsync(states[1])];
        Assert.Single(results, result => result.PriorOutcome is null);
    }

    [StoreFact]
    public async Task DamagedRows_ThrowNothing()
    {
        StateBench bench = new(time => Database.Store("damaged", time));
        bench.Options.UseReferences = true;
        var state = await bench.BuildAsync();
        var used = await bench.BuildAsync();
        await bench.Protector.CompleteAsync(await bench.ParseAsync(used), "/done");
        foreach (var value in (string[])["!", "AAAA", "99999999999999999999", "9223372036854775807", "-1", new string('A', 400)])
        {
            Database.Scalar($"UPDATE \"damaged\" SET entry_value = '{value}' WHERE entry_key LIKE 'use:%'");
            var replay = await bench.ParseAsync(used);
            Assert.Equal((OAuthStateOutcome.Replayed, null), (replay.Outcome, replay.PriorOutcome));
        }

        Database.Scalar("UPDATE \"damaged\" SET entry_value = 'AAAA' WHERE entry_key LIKE 'ref:%'");
        Assert.Equal(OAuthStateOutcome.Invalid, await bench.OutcomeAsync(state));
    }
}
