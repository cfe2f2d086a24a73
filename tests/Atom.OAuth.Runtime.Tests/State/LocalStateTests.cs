namespace Atom.OAuth.Tests.State;

/// <summary>The state of a flow that starts and ends in one process.</summary>
public class LocalStateTests
{
    [Fact]
    public void Value_IsRandom_AndFitsIntoAUrl()
    {
        var values = Enumerable.Range(0, 100).Select(_ => OAuthLocalState.Create().Value).ToList();
        Assert.Equal(100, values.Distinct(StringComparer.Ordinal).Count());
        Assert.All(values, value => Assert.Matches("^[A-Za-z0-9_-]{43}$", value));
    }

    [Fact]
    public void Matches_ItsOwnValue_AsOftenAsItIsAsked()
    {
        var state = OAuthLocalState.Create();
        Assert.True(state.Matches(state.Value));
        Assert.True(state.Matches(new string(state.Value.ToCharArray())));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("OAuthLocalState")]
    [InlineData("ééééééééééééééééééééééééééééééééééééééééééé")]
    public void Matches_NothingElse(string? returned) => Assert.False(OAuthLocalState.Create().Matches(returned));

    [Fact]
    public void Matches_NoStateOfAnotherFlow_AndNoneThatIsAlike()
    {
        var state = OAuthLocalState.Create();
        Assert.False(state.Matches(OAuthLocalState.Create().Value));
        Assert.False(state.Matches(state.Value + "A"));
        Assert.False(state.Matches(state.Value[..^1]));
        Assert.False(state.Matches(" " + state.Value));
        var other = state.Value[0] == 'A' ? 'B' : 'A';
        Assert.False(state.Matches(other + state.Value[1..]));
    }

    [Fact]
    public void Text_DoesNotShowTheValue()
    {
        var state = OAuthLocalState.Create();
        Assert.DoesNotContain(state.Value, state.ToString(), StringComparison.Ordinal);
    }
}
