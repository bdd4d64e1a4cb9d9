export default function P(){return <h1>Debrief</h1>}
