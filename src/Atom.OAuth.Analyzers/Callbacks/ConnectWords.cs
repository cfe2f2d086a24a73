using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>What tells that a call makes a whole connection, where it stands in another project. Every entry has a test.</summary>
internal static class ConnectWords
{
    /// <summary>Calls that take the code and leave nothing to do.</summary>
    public static readonly NameTable Calls = new(
        "Handle Callback", "Process Callback", "Complete Callback", "^On Callback", "^Callback", "^Connect", "^Complete $", "Complete Connection",
        "Complete Oauth", "Complete Authorization", "Complete Link",
        "Finish Oauth", "Finish Authorization", "Handle Oauth", "Process Oauth", "Handle Authorization",
        "Process Authorization", "Handle Code", "Process Code", "Link Account", "^Link $", "Add Integration", "Create Integration",
        "Add Connection", "Create Connection", "And Store", "And Save", "Store Token", "Save Token", "Set Token");

    /// <summary>Calls that end the login of a client of another service: who signs in with it gets more than whether it went well.</summary>
    public static readonly NameTable Logins = new("^Complete Login", "^Try Complete Login", "^Finish Login", "^Try Finish Login");

    /// <summary>What has to do with the application's own users.</summary>
    public static readonly NameTable OwnUsers = new("Account", "Auth", "Authentication", "Identity", "User", "Session", "Membership");

    /// <summary>Calls that keep what nobody needs who only signs in.</summary>
    public static readonly NameTable Keeps = new(
        "Store Refresh Token", "Save Refresh Token", "Set Refresh Token", "Add Refresh Token", "Register Refresh Token");

    /// <summary>Variables of an answer that is no more than where to go next.</summary>
    public static readonly NameTable Addresses = new("Url $", "Uri $", "^Redirect", "Return Path", "Return To", "Location $");

    /// <summary>Requests that carry the code to a handler, and what they ask for.</summary>
    public static readonly NameTable Requests = new(
        "^Connect", "Complete Connection", "Complete Oauth", "Complete Authorization",
        "Handle Callback", "Process Callback", "Oauth Callback", "^Link", "Exchange Code", "Exchange Token", "Process Code", "Handle Code",
        "Authorize Command $", "Add Integration", "Create Integration", "Add Connection", "Create Connection", "Connect Command $",
        "Integration Create", "Connection Create");

    /// <summary>Members of an answer that gives more than whether it went well: the tokens, or who has signed in.</summary>
    public static readonly NameTable Answers = new("Token", "Accesstoken", "Credential", "Jwt", "Principal", "Claims", "Identity", "Session");

    /// <summary>Members of an answer that say whether it went well.</summary>
    public static readonly NameTable Outcomes = new(
        "Success", "Succeeded", "Successful", "Failure", "Failed", "Error", "Message", "Status", "Reason");

    /// <summary>What takes an answer to open the session of a person.</summary>
    public static readonly NameTable Sessions = new("Session", "Cookie", "^Issue", "Sign In", "Jwt", "Principal");
}
