using Atom.OAuth.Analyzers.States;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM003: a state by which a callback finds a person.</summary>
public sealed class ProtectOAuthStateKeysTests
{
    public static TheoryData<string> People => Names(StatesAsKeys.People);

    public static TheoryData<string> Lookups => Names(StatesAsKeys.Lookups);

    public static TheoryData<string> Keys => Names(StatesAsKeys.Keys);

    [Theory]
    [MemberData(nameof(People))]
    public Task KeyOfPeople_Triggers(string people) => VerifyAsync($"dynamic {people} = data; return [|{people}.FindAsync(state)|] + code;");

    [Theory]
    [MemberData(nameof(Lookups))]
    public Task LookupOfPeople_Triggers(string lookup) => VerifyAsync($"return [|data.Users.{lookup}Async(state)|] + code;");

    [Theory]
    [MemberData(nameof(Keys))]
    public Task MemberThatIsAKey_Triggers(string key) => VerifyAsync($"return Users.First(user => [|user.{key} == state|]).Name + code;");

    [Fact]
    public Task KeyOfSomeOfThem_Triggers() => VerifyAsync("return Users.Where(user => user.Name != code).First(user => [|user.Id == state|]).Name;");

    [Fact]
    public Task KeyThatIsConverted_Triggers() => VerifyAsync("return Users.First(user => [|state == user.Number.Id.ToString()|]).Name + code;");

    [Theory]
    [InlineData("return data.Flows.GetByIdAsync(state) + code;")]
    [InlineData("return data.Users.GetByStateAsync(state) + code;")]
    [InlineData("return data.Users.FindAsync(code, state);")]
    [InlineData("return Users.First(user => user.OAuthState == state).Name + code;")]
    [InlineData("return Users.First(user => user.Id != state).Name + code;")]
    [InlineData("return Flows.First(flow => flow.Id == state).Name + code;")]
    [InlineData("var user = Users[0]; return user.Id == state ? code : state;")]
    public Task OtherKeys_DoNotTrigger(string statements) => VerifyAsync(statements);

    private static Task VerifyAsync(string statements) => VerifyCS.VerifyAsync($$"""
        public sealed class User
        {
            public string Id = "", UserId = "", Email = "", UserName = "", Username = "", Name = "", OAuthState = "";
            public User Number => this;
        }

        public sealed class OAuthPages(dynamic data)
        {
            public List<User> Users { get; } = new();
            public List<User> Flows { get; } = new();
            public string Callback(string code, string state) { {{statements}} }
            public object Data => data;
        }
        """);
}
